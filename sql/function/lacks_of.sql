-- For a report nothing about its reporter: none of that is needed.
create or replace function core.lacks_of(t core.ticket) returns text[]
language sql stable as $$
	select core.lacking(t.facts || coalesce((select c.detail from core.caller c where c.ticket = t.ticket), '{}'), t.kind);
$$;
comment on function core.lacks_of(core.ticket) is
	'The facts that a ticket still lacks for a complete registration';
