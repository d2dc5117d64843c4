create or replace function core.act_file(s core.step) returns core.step
language plpgsql as $$
declare
	k text;
	day_ date := core.date_of(s.payload, 'casedate');
begin
	perform core.not_handler(s);
	perform core.whole_check(s);
	foreach k in array '{R1a,R1b,R1c,R1d}'::text[] loop
		if not core.flag_of(s.payload, k) then
			perform core.refuse(k, 'A case is opened only where all four conditions are met.');
		end if;
	end loop;
	perform core.text_of(s.payload, 'caseno', 60);
	perform core.text_of(s.payload, 'officers', 200);
	if core.name_count(s.payload->'officers') < 2 then
		perform core.refuse('officers', 'A case needs at least two officers.');
	end if;
	if day_ > core.day(s.at) then
		perform core.refuse('casedate', 'This day lies ahead.');
	elsif day_ < core.day((s.t).received) then
		perform core.refuse('casedate', 'This day is before the report was received.');
	end if;
	s.clock := core.tell_clock(s);
	s.t.outcome := (s.t).outcome - 'proposal' || jsonb_build_object('caseno', s.payload->'caseno',
		'casedate', coalesce(day_, core.day(s.at)), 'officers', s.payload->'officers');
	return s;
end $$;
comment on function core.act_file(core.step) is 'Opens a case on a report: four conditions, two officers';
