create or replace function core.act_hand_over(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'office', 200);
	perform core.text_of(s.payload, 'receiver', 60);
	perform core.text_of(s.payload, 'summary', 1000);
	perform core.text_of(s.payload, 'evidence', 1000);
	perform core.text_of(s.payload, 'advice', 1000);
	s.t.outcome := (s.t).outcome || jsonb_build_object('office', s.payload->'office',
		'handed', s.at, 'handed_by', (s.who).name, 'receiver', s.payload->'receiver');
	return s;
end $$;
comment on function core.act_hand_over(core.step) is
	'Hands the clue over to the office that works on the case (clue sheet X3)';
