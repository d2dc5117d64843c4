-- The conditions of core.merge_check for the main ticket.
create or replace function core.mergeable(p_who core.who, t core.ticket) returns setof core.ticket
language sql stable as $$
	select x.* from core.ticket x
	where core.joinable(x.state) and x.received <= t.received and x.ticket <> t.ticket
		and (x.uscc = t.uscc or x.respondent <> '' and core.fold(x.respondent) = core.fold(t.respondent))
		and core.same_operator(t, x) and x.kind = t.kind and x.rule_set = t.rule_set
		and core.may_see(x.unit, x.held, p_who.units) and (x.kind <> 'report' or core.may_know(p_who, x))
		and not exists (select from core.merged y where y.ticket = x.ticket)
	order by x.received desc, x.ticket;
$$;
comment on function core.mergeable(core.who, core.ticket) is
	'The tickets that this one may be merged into, among those the operator may see; the newest first';
