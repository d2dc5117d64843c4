-- Order 121 article 35: the same reporter, the same respondent, received before.  One sentence for every
-- fault; an operator who may know only one of the two reporters gets the same refusal, because the comparison
-- would reveal the other.
create or replace function core.earlier_report(s core.step) returns core.ticket
language plpgsql as $$
declare
	id uuid := core.named_ticket(s, 'earlier', array(select y.ticket from core.earlier_about(s.who, s.t) y));
	x core.ticket;
	same boolean;
	was text;
begin
	if core.rule_lacks((s.t).rule_set, 'repeated') then
		perform core.refuse('', '%s knows no repeated report: it is verified like any other (order 121 article 35).',
			core.rule_set_name((s.t).rule_set));
	elsif id = (s.t).ticket then
		perform core.refuse('earlier', 'This is the report itself.');
	end if;
	select * into x from core.ticket y where y.ticket = id;
	perform core.held_against(s.who, coalesce(x.regno, s.payload->>'earlier'));
	select x.kind = 'report' and x.received < (s.t).received and core.may_see(x.unit, x.held, (s.who).units)
		and core.may_know(s.who, s.t) = core.may_know(s.who, x)
		and (x.uscc = (s.t).uscc or core.fold(x.respondent) <> ''
			and core.fold(x.respondent) = core.fold((s.t).respondent))
		and (array_remove(array[a.phone, a.phone2], '') && array_remove(array[b.phone, b.phone2], '')
			or a.detail->>'cerno' <> '' and a.detail->>'cerno' = b.detail->>'cerno'
			or a.name <> '' and core.fold(a.name) = core.fold(b.name) and a.detail->>'paddr' <> ''
				and core.fold(a.detail->>'paddr') = core.fold(b.detail->>'paddr'))
	into same from core.reporter a, core.reporter b where a.ticket = (s.t).ticket and b.ticket = x.ticket;
	if same is not true then
		perform core.refuse('earlier',
			'This is no earlier report of the same reporter about the same respondent (order 121 article 35).');
	end if;
	-- An archived report counts as in its state before.
	was := case x.state when 'JB90' then core.state_before(x) else x.state end;
	if was in ('JB33', 'JB34') then
		perform core.refuse('earlier', 'That report joined another one itself: name the first.');
	elsif was in ('JB32', 'JB99') then
		perform core.refuse('earlier', 'Nothing was verified in that report: this one is handled by itself.');
	end if;
	return x;
end $$;
comment on function core.earlier_report(core.step) is
	'The earlier report that a repeated one names; refuses one with another reporter or respondent';
