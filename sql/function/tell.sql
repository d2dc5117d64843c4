create or replace function api.tell(p_op uuid, p_store uuid, p_seq bigint, p_ticket uuid, p_base text,
	p_action text, p_schema integer, p_payload jsonb, out verdict text, out detail jsonb)
language plpgsql security definer set search_path = pg_catalog, core, pg_temp set lock_timeout = '3s' as $$
declare
	answer record;
	who core.who;
begin
	perform core.check_call(p_op, p_store, p_seq, p_ticket, p_base, p_action, p_schema, p_payload);
	if p_action = 'register' and exists (select from core.operator where name = session_user
		and not locked and valid_to >= core.day(now())) then
		who.name := session_user; -- register checks its one duty itself
	else
		who := core.who_is(session_user);
	end if;
	answer := core.tell_one(who, p_op, p_store, p_seq, p_ticket, p_base, p_action, p_payload);
	verdict := answer.verdict;
	detail := answer.detail;
end $$;
comment on function api.tell(uuid, uuid, bigint, uuid, text, text, integer, jsonb) is
	'The only call for changes: applies an operation exactly once and returns applied, refused or '
	'conflict';
