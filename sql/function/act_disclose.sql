create or replace function core.act_disclose(s core.step) returns core.step
language plpgsql as $$
declare
	day_ date := core.date_of(s.payload, 'pubday');
	why text := core.text_of(s.payload, 'pubno', 300);
begin
	perform core.text_of(s.payload, 'pubwhere', 200);
	if (day_ is null) = (why is null) then
		perform core.refuse('pubday', 'Give the day of publication, or the reason why there is none.');
	elsif day_ > core.day(s.at) then
		perform core.refuse('pubday', 'This day lies ahead.');
	elsif day_ < core.date_of((s.t).outcome, 'decided') then
		perform core.refuse('pubday', 'This day is before the decision.');
	elsif coalesce((s.t).outcome->>'caseout', '1') <> '1' then
		perform core.refuse('', 'Only a penalty is published (order 45).');
	elsif day_ is not null and (s.t).outcome->'ptype' = '["1"]' then
		perform core.refuse('pubday', 'A warning alone is not published (order 45 article 2).');
	end if;
	s.t.outcome := (s.t).outcome || jsonb_strip_nulls(jsonb_build_object('pubday', day_, 'pubno', why));
	return s;
end $$;
comment on function core.act_disclose(core.step) is
	'Records that the penalty was published, or why it was not';
