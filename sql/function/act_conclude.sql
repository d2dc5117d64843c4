create or replace function core.act_conclude(s core.step) returns core.step
language plpgsql as $$
declare
	basis text := core.text_of(s.payload, 'basis', 300);
	runs text[] := array(select base from core.clock c where c.ticket = (s.t).ticket and c.stopped is null);
begin
	perform core.text_of(s.payload, 'handleadvice', 1200);
	if runs && '{D09,D18}'::text[] then
		perform core.refuse('', 'The penalty is to be published first (order 45).');
	elsif s.state = 'JB70' and 'D06' = any (runs) then
		perform core.refuse('basis',
			'This reporter gave his name: he is to be told whether a case was opened (order 20 article 31).');
	end if;
	s.t.outcome := (s.t).outcome || jsonb_strip_nulls(jsonb_build_object('handleadvice', s.payload->'handleadvice',
		'feedbacktime', s.at, 'basis', basis));
	return s;
end $$;
comment on function core.act_conclude(core.step) is
	'Concludes a report; where a law requires it, the reporter is still to be told';
