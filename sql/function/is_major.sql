create or replace function core.is_major(p_ticket uuid, p_flags text) returns boolean
language plpgsql stable as $$
begin
	return position('j' in p_flags) > 0
		and exists (select from core.incident i where i.ticket = p_ticket and i.ended is null);
end $$;
comment on function core.is_major(uuid, text) is
	'Whether a ticket has an open major incident; the flag saves the look-up where there never was '
	'one';
