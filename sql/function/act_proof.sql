create or replace function core.act_proof(s core.step) returns core.step
language plpgsql as $$
declare
	day_ date := core.date_of(s.payload, 'handed');
begin
	perform core.text_of(s.payload, 'materials', 1000);
	perform core.text_of(s.payload, 'note', 1000);
	perform core.code_check(s.payload, '{complete,yes_no}', core.day(s.at));
	if day_ > core.day(s.at) then
		perform core.refuse('handed', 'This day lies ahead.');
	elsif day_ < core.day(((s.t).outcome#>>'{demand_proof,at}')::timestamptz) then
		perform core.refuse('handed', 'This day is before it was demanded.');
	end if;
	s.t.outcome := (s.t).outcome - 'demand_proof' || core.under_way(s);
	return s;
end $$;
comment on function core.act_proof(core.step) is
	'Records the proof of identity handed in: what, when, and whether it is complete';
