create or replace function api.tell(p_op uuid, p_store uuid, p_seq bigint, p_ticket uuid, p_base text,
	p_action text, p_schema integer, p_payload jsonb, out verdict text, out detail jsonb)
language plpgsql security definer set search_path = pg_catalog, core, pg_temp set lock_timeout = '3s'
set plan_cache_mode = force_generic_plan as $$
declare
	answer record;
begin
	perform core.check_call(p_op, p_store, p_seq, p_ticket, p_base, p_action, p_schema, p_payload);
	answer := core.tell_one(core.who_is(session_user), p_op, p_store, p_seq, p_ticket, p_base, p_action, p_payload);
	verdict := answer.verdict;
	detail := answer.detail;
end $$;
comment on function api.tell(uuid, uuid, bigint, uuid, text, text, integer, jsonb) is
	'The only call for changes: applies an operation exactly once and returns applied, refused or '
	'conflict';
