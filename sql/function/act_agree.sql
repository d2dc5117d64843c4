create or replace function core.act_agree(s core.step) returns core.step
language plpgsql as $$
declare
	k text;
begin
	foreach k in array '{disam,redecolos,spiameam,douameam}'::text[] loop
		perform core.money_of(s.payload, k);
	end loop;
	perform core.text_of(s.payload, 'paper', 60);
	perform core.text_of(s.payload, 'detail', 1200);
	s.t.outcome := (s.t).outcome || (s.payload - '{detail,_marks}'::text[])
		|| '{"mediate_result": "1"}' || jsonb_build_object('intenddate', core.day(s.at));
	return s;
end $$;
comment on function core.act_agree(core.step) is 'Records the agreement: the paper or why there is none, and the money';
