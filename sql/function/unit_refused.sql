create or replace function core.unit_refused(s core.step, r core.transition, p_given text) returns void
language plpgsql stable as $$
declare
	inward boolean := exists (select from core.transition x where x.kind = r.kind and x.action = r.action
		and x.target = 'sibling' and x.from_state = (s.t).state);
begin
	if p_given = '' then
		perform core.refuse('unit', 'There is no unit this could go to.');
	elsif exists (select from core.unit where code = p_given) then
		perform core.unit_check(p_given);
	end if;
	if inward then
		perform core.refuse('unit',
			'The ticket cannot go to unit %s, only to one below or to an internal unit of this level (%s).',
			left(p_given, 20), coalesce(nullif(r.rule, ''), '令121§41'));
	end if;
	perform core.refuse('unit', 'The ticket cannot go to unit %s, only to one below.', left(p_given, 20));
end $$;
comment on function core.unit_refused(core.step, core.transition, text) is
	'Refuses the given unit and says which units are allowed';
