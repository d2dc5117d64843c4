-- Names the intended step, where and by whom it can be taken, and its rule.  p_fault: 0 not from this state,
-- 1 not this operator, 3 not to that unit.
create or replace function core.step_refused(s core.step, p_fault integer, p_given text) returns void
language plpgsql stable as $$
declare
	r core.transition;
	here text;
	states text;
	duty_ text;
	place text;
begin
	select name into here from core.state where code = (s.t).state;
	-- The nearest row: one of this state where there is one.
	select x.* into r from core.transition x
	where x.kind = (s.t).kind and x.action = s.action
	order by x.from_state in ((s.t).state, '*', '**') desc, x.sort limit 1;
	if not found then
		perform core.refuse('', 'This cannot be done in state %s.', here);
	end if;
	r.rule := core.rule_of(r.rule, (s.t).rule_set);
	if p_fault = 3 then
		perform core.unit_refused(s, r, p_given);
	end if;
	select string_agg(y.name, '、' order by y.sort) into states from (
		select n.name, min(x.sort) as sort from core.transition x join core.state n on n.code = x.from_state
		where x.kind = r.kind and x.action = r.action group by n.name order by 2 limit 3) y;
	select c.name into duty_ from core.code c where c.tbl = 'role' and c.code = r.duty;
	select u.short_name into place from core.unit u where u.code = case r.scope
		when 'registrar' then (s.t).registered_unit
		when 'superior' then (select h.parent from core.unit h where h.code = (s.t).unit)
		else (s.t).unit end;
	if p_fault = 0 and states is null then
		perform core.refuse('', 'The ticket is closed (%s): "%s" needs an open one.', here, r.name);
	elsif p_fault = 0 and r.rule = '' then
		perform core.refuse('', '"%s" is done in state %s by the %s at %s; now it is in state %s.',
			r.name, states, duty_, place, here);
	elsif p_fault = 0 then
		perform core.refuse('', '"%s" is done in state %s by the %s at %s (%s); now it is in state %s.',
			r.name, states, duty_, place, r.rule, here);
	elsif r.rule = '' then
		perform core.refuse('', '"%s" is done by the %s at %s: you do not hold that duty there.',
			r.name, duty_, place);
	end if;
	perform core.refuse('', '"%s" is done by the %s at %s (%s): you do not hold that duty there.',
		r.name, duty_, place, r.rule);
end $$;
comment on function core.step_refused(core.step, integer, text) is
	'Refuses a step with the state, duty, unit and rule under which it could be taken';
