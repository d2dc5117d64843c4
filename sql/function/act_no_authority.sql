create or replace function core.act_no_authority(s core.step) returns core.step
language plpgsql as $$
declare
	how text := s.payload->>'notify';
begin
	perform core.code_check(s.payload, '{ground,report_decision}', core.day((s.t).received));
	if s.payload->>'ground' not in ('R3', 'R4') then
		perform core.refuse('ground', 'This is not a ground of missing authority.');
	end if;
	perform core.text_of(s.payload, 'dept', 200);
	perform core.text_of(s.payload, 'detail', 1000);
	perform core.text_of(s.payload, 'transfer_to', 200);
	if how = '9' and (s.t).phone_known then
		perform core.refuse('notify', 'The reporter is told where there is no authority.', '令121§34');
	end if;
	if core.is_food((s.t).facts) then
		if core.text_of(s.payload, 'transfer_to', 200) is null then
			perform core.refuse('transfer_to',
				'A matter of food safety is transferred to whoever is competent (Food Safety Law article 115).');
		elsif how not in ('1', '3', '4', '5', '9') then
			perform core.refuse('notify',
				'In a matter of food safety the notice is in writing (Food Safety Law article 115).');
		end if;
	end if;
	if how <> '9' then
		s := core.told_by_step(s, 'authority', 'reporter');
	end if;
	s.t.outcome := (s.t).outcome || jsonb_strip_nulls(jsonb_build_object('decision', s.payload->'ground',
		'dept', s.payload->'dept', 'transferorgan', s.payload->'transfer_to', 'told', s.at));
	return s;
end $$;
comment on function core.act_no_authority(core.step) is
	'The office has no authority: the reporter is told where to go; food matters are transferred with '
	'a written notice';
