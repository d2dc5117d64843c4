-- The reporters are compared only when one of these reports is named (core.earlier_report).
create or replace function core.earlier_about(p_who core.who, t core.ticket) returns setof core.ticket
language sql stable as $$
	select x.* from core.ticket x
	where t.kind = 'report' and x.kind = 'report' and x.received < t.received
		and (x.uscc = t.uscc or x.respondent <> '' and core.fold(x.respondent) = core.fold(t.respondent))
		and core.may_see(x.unit, x.held, p_who.units) and core.may_know(p_who, t) and core.may_know(p_who, x)
	order by x.received desc, x.ticket;
$$;
comment on function core.earlier_about(core.who, core.ticket) is
	'Earlier reports about the same respondent, among those the operator may know; the newest first';
