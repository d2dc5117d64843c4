-- Accepting changes the facts where it gives the address of the respondent anew (core.act_accept).
create or replace function core.changes_facts(p_action text, p_payload jsonb) returns boolean
language sql immutable parallel safe as $$
	select p_action in ('register', 'amend') or p_action = 'accept' and p_payload ? 'invaddr';
$$;
comment on function core.changes_facts(text, jsonb) is
	'Whether an event changed the facts of its ticket: it then carries the digest of facts and caller';
