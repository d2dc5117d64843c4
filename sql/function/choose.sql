-- Finds the row of the procedure that is meant.  Leaves s.r empty and the conflict in s.log where the ticket
-- has moved on since the operator saw it; refuses where no row allows the step, with the nearest reason.
create or replace function core.choose(s core.step, p_base text) returns core.step
language plpgsql as $$
declare
	r core.transition;
	above text[];
	open boolean;
	fault integer := 0;
	given text := coalesce(s.payload->>'unit', '');
begin
	if (s.t).seq > 0 and not exists (select from core.transition x where x.kind = (s.t).kind and x.action = s.action
		and x.append) and not core.base_holds((s.t).ticket, (s.t).version, p_base) then
		s.log := core.conflict_of(s, p_base);
		return s;
	end if;
	select u.above into above from core.unit u where u.code = (s.t).unit;
	select x.open into open from core.state x where x.code = (s.t).state;
	for r in select * from core.transition x
		where x.kind = (s.t).kind and x.action = s.action
			and (x.from_state in ((s.t).state, '**') or x.from_state = '*' and open)
		order by x.sort
	loop
		fault := greatest(fault, 1);
		s.by_unit := core.acts_at(s.who, r.duty, r.scope, (s.t).unit, above, (s.t).registered_unit);
		continue when s.by_unit is null;
		fault := greatest(fault, 2);
		continue when not core.when_holds(r.only_when, s.payload);
		fault := 3;
		s.unit := core.target_of(r.target, given, s, above);
		continue when s.unit is null;
		perform core.internal_check(s, r);
		s.r := r;
		s.behalf := core.stands_for(s.who, r.duty, s.by_unit);
		return s;
	end loop;
	perform core.step_refused(s, case when fault > 1 then 3 else fault end, given);
	return s;
end $$;
comment on function core.choose(core.step, text) is
	'Finds the row of the procedure by kind, state, duty, unit and target';
