create or replace function core.act_case_result(s core.step) returns core.step
language plpgsql as $$
declare
	decided date := core.date_of(s.payload, 'decided');
	ended date := core.date_of(s.payload, 'caseclose');
	kinds text[] := case jsonb_typeof(s.payload->'ptype') when 'array'
			then array(select jsonb_array_elements_text(case jsonb_typeof(s.payload->'ptype') when 'array'
				then s.payload->'ptype' else '[]' end)) -- taken whatever the type is, in some plans
		else regexp_split_to_array(coalesce(s.payload->>'ptype', ''), '[, ]+') end;
	fine numeric := core.money_of(s.payload, 'fine');
	confis numeric := core.money_of(s.payload, 'confis');
	k text;
	clock_ text;
begin
	perform core.code_check(s.payload, '{caseout,case_outcome}', core.day(s.at));
	perform core.text_of(s.payload, 'decision', 60);
	perform core.text_of(s.payload, 'detail', 1200);
	if decided > core.day(s.at) or ended > core.day(s.at) then
		perform core.refuse(case when decided > core.day(s.at) then 'decided' else 'caseclose' end, 'This day lies ahead.');
	elsif decided < core.date_of((s.t).outcome, 'casedate') then
		perform core.refuse('decided', 'This day is before the case was opened.');
	elsif decided < core.day((s.t).received) then
		perform core.refuse('decided', 'This day is before the report was received.');
	elsif ended < decided then
		perform core.refuse('caseclose', 'This day is before the decision.');
	end if;
	perform core.money_of(s.payload, 'caseval');
	if s.payload->>'caseout' = '1' then
		foreach k in array kinds loop
			perform core.code_check(jsonb_build_object('ptype', k), '{ptype,penalty_type}', core.day(s.at));
		end loop;
		if coalesce(kinds[1], '') = '' then
			perform core.refuse('ptype', 'This must be filled in.');
		elsif ('2' = any (kinds)) <> (coalesce(fine, 0) > 0) then
			perform core.refuse('fine', 'A fine has its amount, and an amount its kind of penalty.');
		elsif coalesce(confis, 0) > 0 and not '3' = any (kinds) then
			perform core.refuse('confis', 'What was confiscated belongs to its kind of penalty.');
		end if;
		clock_ := core.penalty_clock(s.t, array_remove(kinds, ''));
		if clock_ <> '' then
			perform core.clock_start((s.t).ticket, clock_, (decided + time '12:00') at time zone 'Asia/Shanghai', (s.t).received);
		end if;
	else
		if coalesce(fine, 0) + coalesce(confis, 0) > 0 or coalesce(kinds[1], '') <> '' then
			perform core.refuse('ptype', 'A case without a penalty has neither kind nor money.');
		end if;
	end if;
	s.t.outcome := (s.t).outcome - 'pause' || jsonb_strip_nulls(jsonb_build_object('caseout', s.payload->'caseout',
		'decision', s.payload->'decision', 'decided', decided, 'caseclose', ended, 'caseval', s.payload->'caseval',
		'ptype', nullif(to_jsonb(array_remove(kinds, '')), '[]'), 'fine', s.payload->'fine', 'confis', s.payload->'confis'));
	return s;
end $$;
comment on function core.act_case_result(core.step) is
	'Records how the case ended: decision, kinds of penalty, money; a penalty is to be published, or '
	'sent to where the party is registered; a warning alone is not';
