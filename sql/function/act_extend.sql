create or replace function core.act_extend(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.not_handler(s);
	perform core.text_of(s.payload, 'reason', 1000);
	s.t.outcome := (s.t).outcome || jsonb_build_object('delayreason', s.payload->'reason',
		'delayapprover', (s.who).name);
	return s;
end $$;
comment on function core.act_extend(core.step) is 'Extends the verification once';
