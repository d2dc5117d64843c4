create or replace function core.caller_mask(p_kind text, p_payload jsonb) returns text
language plpgsql immutable parallel safe as $$
begin
	return case when p_kind = 'report' then
			case when core.flag_of(p_payload, 'anon') or coalesce(p_payload->>'pname', '') = '' then '匿名' else '实名' end
		when coalesce(p_payload->>'pname', '') <> '' then core.mask('pname', p_payload->>'pname')
		else core.mask('inccall', coalesce(p_payload->>'inccall', p_payload->>'mobile'))
	end;
end $$;
comment on function core.caller_mask(text, jsonb) is
	'The caller as lists show it; for a reporter only whether a name was given';
