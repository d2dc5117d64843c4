-- An operator who handled the ticket by any step does not decide on it; of the steps that only add to the
-- file, only findings on the spot are handling.  A step that the leader may take too (a pause, a dispute) is
-- handling where the operator also held the handler's duty.  Substitutes are included: neither the
-- substitute's own steps nor those of the absent operator count as another's.
create or replace function core.not_same(s core.step, p_rule text) returns void
language plpgsql stable as $$
declare
	step text;
	duty_ text;
begin
	select coalesce(r.name, e.action) into step
	from core.event e left join core.transition r on r.code = e.transition
	where e.ticket = (s.t).ticket and e.n > core.came_in((s.t).ticket)
		and array[e.operator, e.payload->>'_for'] && array[(s.who).name, nullif(s.behalf, '')]
		and exists (select from core.transition h where h.kind = (s.t).kind and h.action = e.action
			and (not h.append or h.action = 'verify')
			and h.from_state in (e.from_state, '*', '**') and h.scope = 'self' and h.duty in ('r03', 'r04', 'r05')
			and (h.duty = r.duty or exists (select from core.duty d where d.operator in (e.operator, e.payload->>'_for')
				and d.duty = h.duty and d.unit = e.from_unit and core.day(e.at) between d.valid_from and d.valid_to)))
	order by e.n desc limit 1;
	if found then
		select name into duty_ from core.code where tbl = 'role' and code = (s.r).duty;
		perform core.refuse('', 'You did "%s" on this ticket yourself; another %s has to decide (%s).',
			step, duty_, p_rule);
	end if;
end $$;
comment on function core.not_same(core.step, text) is
	'Refuses a decision by an operator who took a step of handling since the ticket came in or was '
	'reopened';
