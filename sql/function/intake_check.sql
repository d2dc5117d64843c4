create or replace function core.intake_check(p jsonb, p_kind text, p_day date) returns void
language plpgsql stable as $$
begin
	if p_kind = 'complaint' and core.flag_of(p, 'anon') then
		perform core.refuse('anon', 'A complaint cannot be anonymous.');
	end if;
	if length(p->>'content') > 3000 or length(p->>'pname') > 60 or length(p->>'mobile') > 20
		or length(p->>'landtel') > 20 or length(p->>'inccall') > 20 or length(p->>'invname') > 200
		or length((p - 'content')::text) > 1500 then
		perform core.length_check(p);
	end if;
	perform core.money_of(p, 'invoam');
	if p ? 'price' then
		perform core.money_of(p, 'price');
	end if;
	if core.date_of(p, 'buydate') > p_day then
		perform core.refuse('buydate', 'This lies after the day of receipt.');
	end if;
	if p ? 'disputedate' and core.date_of(p, 'disputedate') > p_day then
		perform core.refuse('disputedate', 'This lies after the day of receipt.');
	end if;
	if p->>'uscc' <> '' and upper(btrim(p->>'uscc')) !~ '^[0-9A-HJ-NPQRTUWXY]{18}$' then
		perform core.refuse('uscc', 'A credit code has 18 digits and letters.');
	elsif core.is_identity(upper(btrim(p->>'uscc'))) then
		perform core.refuse('uscc', 'This is an identity number, not a credit code: it goes where the person''s papers are noted.');
	end if;
	perform core.identity_check(p);
	perform core.code_check(p, array['incform', 'channel_incform', 'problem',
		case p_kind when 'report' then 'problem_report' else 'problem_complaint' end,
		'objtype', 'object_category', 'demand', 'demand', 'salesmode', 'sales_mode',
		'platform', 'ecommerce_platform', 'evegrade', 'event_level', 'replytype', 'reply_method',
		'line', 'hotline_line', 'sex', 'gender', 'pubaddr', 'pub_addr', 'report_problem', 'problem_report',
		'ageband', 'age_band', 'certype', 'id_type', 'handisign', 'yes_no', 'inckind', 'incident_kind'], p_day);
	if p ? 'invdiv' and p->>'invdiv' <> '' and not exists (select from core.division where code = p->>'invdiv') then
		perform core.refuse('invdiv', 'There is no such code: %s.', left(p->>'invdiv', 40));
	end if;
end $$;
comment on function core.intake_check(jsonb, text, date) is
	'Checks the facts of an intake: lengths, amounts, days, codes';
