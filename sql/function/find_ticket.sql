-- Takes the same path for a ticket that does not exist and one the operator may not see, so that not even the
-- time distinguishes them.
create or replace function core.find_ticket(p_who core.who, p_ticket uuid) returns core.ticket
language plpgsql stable as $$
declare
	t core.ticket;
begin
	select * into t from core.ticket x where x.ticket = p_ticket;
	if not core.may_see(coalesce(t.unit, '100000000'), coalesce(t.held, '{100000000}'), p_who.units) or t.ticket is null then
		raise exception 'There is no such ticket, or it is not yours.' using errcode = 'GS002';
	end if;
	return t;
end $$;
comment on function core.find_ticket(core.who, uuid) is 'A ticket that this operator may see; else no row';
