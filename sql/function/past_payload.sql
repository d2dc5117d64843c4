-- A report that joined an earlier one shows that one's number only to operators who may see both: the two
-- have one reporter.
create or replace function core.past_payload(p_action text, p_payload jsonb, p_known boolean, p_linked jsonb)
returns jsonb language plpgsql immutable as $$
begin
	p_payload := p_payload - '_for';
	if not p_known then
		p_payload := case
			when p_action in ('contact', 'notify', 'retract', 'tell_reporter', 'repeated')
				then p_payload - '{detail,reason}'::text[]
			when p_action in ('merge', 'merged_in', 'merged_out') then '{}'
			when p_action = 'register' then p_payload - '{of,reason}'::text[]
			else p_payload end;
	end if;
	if p_payload ? 'earlier' and not p_linked @> jsonb_build_array(jsonb_build_object('regno', p_payload->'earlier')) then
		p_payload := p_payload - 'earlier';
	end if;
	return p_payload;
end $$;
comment on function core.past_payload(text, jsonb, boolean, jsonb) is
	'The payload of a step as this reader may see it: nothing about a reporter the reader may not '
	'know, nor about another report of the same reporter';
