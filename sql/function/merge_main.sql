create or replace function core.merge_main(s core.step) returns core.ticket
language plpgsql as $$
declare
	id uuid := core.named_ticket(s, 'main', array(select x.ticket from core.mergeable(s.who, s.t) x));
	m core.ticket;
begin
	select * into m from core.ticket x where x.ticket = id and x.kind = (s.t).kind
		and core.may_see(x.unit, x.held, (s.who).units) for update;
	if not found then
		perform core.refuse('main', 'There is no such ticket of this kind, or it is not yours.');
	end if;
	return m;
end $$;
comment on function core.merge_main(core.step) is
	'The ticket that another is to be merged into, by its number or the end of it, among those the '
	'operator may see; locked';
