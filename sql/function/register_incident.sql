-- A report of an incident does not name its reporter.  Its keys are stored in the incident, which later
-- reports update; events hold none of its free text.
create or replace function core.register_incident(s core.step) returns core.step
language plpgsql as $$
declare
	said constant text[] :=
		'{inckind,evegrade,dead,injured,hospitalised,affected,place,happened,ongoing,done,phoned}'::text[];
	t core.ticket := s.t;
	named text;
begin
	if t.kind = 'report' then
		named := core.names_reporter(s.payload, '{place,done,phoned}', s.payload);
	end if;
	if named is not null then -- the operator gave the reporter himself: nothing is told by the refusal
		perform core.refuse(named, 'This would say who reported: leave it out.', '令121§37');
	end if;
	t.flags := t.flags || 'j';
	t.facts := t.facts - array_remove(array_remove(said, 'evegrade'), 'place')
		|| case when s.payload ? '_marks' then jsonb_build_object('_marks', (s.payload->'_marks') - said) else '{}' end;
	s.log := s.log || jsonb_build_object('incident', (select jsonb_object_agg(x.key, x.value)
		from jsonb_each(s.payload) x where x.key = any (said) and x.key not in ('place', 'done', 'phoned')));
	perform core.incident_begin(t.ticket, s.op, s.at, (s.who).name, s.by_unit, s.unit, t.received,
		s.payload || jsonb_build_object('detail', s.payload->'content'));
	s.t := t;
	return s;
end $$;
comment on function core.register_incident(core.step) is 'Begins the major incident of a registration';
