-- Arguments without a place in the sentence are appended in brackets (text_fill): every refusal of a step
-- names its rule.
create or replace function core.refusal_args(p_who core.who, p_ticket uuid, p_action text, p_text text, p_args jsonb)
returns jsonb language plpgsql stable as $$
declare
	rule_ text;
begin
	-- An article named last by the step is replaced by that of the order under which the ticket was
	-- received.
	if p_args->>-1 ~ '^令[0-9]+§' then
		select core.rule_of(p_args->>-1, t.rule_set) into rule_ from core.ticket t
		where t.ticket = p_ticket and core.may_see(t.unit, t.held, p_who.units);
		return (p_args - -1) || case rule_ when '' then '[]' else jsonb_build_array(coalesce(rule_, p_args->>-1)) end;
	end if;
	if p_text ~* 'article|order [0-9]+' or p_args::text ~ '§' then
		return p_args;
	end if;
	select core.rule_of(x.rule, t.rule_set) into rule_
	from core.ticket t join core.transition x on x.kind = t.kind and x.action = p_action
		and x.from_state in (t.state, '*', '**')
	where t.ticket = p_ticket and core.may_see(t.unit, t.held, p_who.units) and x.rule <> ''
	order by x.sort limit 1;
	return case when coalesce(rule_, '') = '' then p_args else p_args || jsonb_build_array(rule_) end;
end $$;
comment on function core.refusal_args(core.who, uuid, text, text, jsonb) is
	'The arguments of a refusal, with the article of the ticket''s own order, and the rule of the step '
	'where the sentence names none';
