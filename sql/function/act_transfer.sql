create or replace function core.act_transfer(s core.step) returns core.step
language plpgsql as $$
declare
	day_ date := coalesce(core.date_of(s.payload, 'transferdate'), core.day(s.at));
begin
	perform core.not_handler(s);
	perform core.text_of(s.payload, 'organ', 200);
	perform core.text_of(s.payload, 'paper', 60);
	perform core.text_of(s.payload, 'detail', 1000);
	perform core.text_of(s.payload, 'evidence', 1000);
	perform core.text_of(s.payload, 'receiver', 60);
	if day_ > core.day(s.at) then
		perform core.refuse('transferdate', 'This day lies ahead.');
	elsif day_ < core.day((s.t).received) then
		perform core.refuse('transferdate', 'This day is before the report was received.');
	end if;
	if exists (select from core.clock c where c.ticket = (s.t).ticket and c.base = 'D06' and c.stopped is null) then
		perform core.refuse('', 'This reporter gave his name: he is to be told whether a case was opened (order 20 article 31).');
	end if;
	s.t.outcome := (s.t).outcome - 'proposal' || jsonb_strip_nulls(jsonb_build_object('decision', 'R7',
		'transferorgan', s.payload->'organ', 'transferpaper', s.payload->'paper', 'transferdate', day_));
	return s;
end $$;
comment on function core.act_transfer(core.step) is 'Transfers a report to the police or another authority, under the number of the letter';
