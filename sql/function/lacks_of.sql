-- Of a report nothing that tells of its reporter: none of it is needed.
create or replace function core.lacks_of(t core.ticket) returns text[]
language sql stable as $$
	select core.lacking(t.facts || coalesce((select c.detail from core.caller c where c.ticket = t.ticket), '{}'), t.kind);
$$;
comment on function core.lacks_of(core.ticket) is 'Which facts a ticket still lacks that its registration has to have';
