-- A count that rises for other operators would tell that somebody reported.
create or replace function core.may_count(p_who core.who, t core.ticket) returns boolean
language plpgsql stable as $$
begin
	return t.kind = 'complaint'
		or t.kind = 'report' and core.may_see(t.unit, t.held, p_who.units) and core.may_know(p_who, t);
end $$;
comment on function core.may_count(core.who, core.ticket) is
	'Whether an operator''s counts about a trader include a ticket: complaints, and reports whose '
	'reporter the operator may know';
