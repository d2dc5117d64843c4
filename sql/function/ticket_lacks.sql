create or replace function core.ticket_lacks(t core.ticket) returns jsonb
language plpgsql stable as $$
declare
	lacks text[];
begin
	if not exists (select from core.transition x where x.kind = t.kind and x.action = 'amend' and x.from_state = t.state) then
		return '{}'::jsonb;
	end if;
	lacks := core.lacks_of(t);
	return case when cardinality(lacks) = 0 then '{}' else jsonb_build_object('lacks', lacks, 'lacks_said', core.lacks_said(lacks)) end;
end $$;
comment on function core.ticket_lacks(core.ticket) is
	'The facts a ticket still lacks for a complete registration, while they can be supplied';
