create or replace function core.intake_check(p_payload jsonb, p_kind text, p_phones text[], p_day date)
returns void
language plpgsql stable as $$
declare
	bad text;
begin
	if p_kind = 'complaint' and p_phones[1] = '' then
		perform core.refuse('mobile', 'A complaint needs a telephone number.');
	end if;
	if p_kind = 'complaint' and core.flag_of(p_payload, 'anon') then
		perform core.refuse('anon', 'A complaint cannot be anonymous.');
	end if;
	select e.key into bad from jsonb_each_text(p_payload) e
	where length(e.value) > case e.key when 'content' then 3000 when 'answer' then 2000
		when 'pname' then 60 when 'brand' then 60 when 'orderno' then 64 when 'uscc' then 18
		when 'mobile' then 20 when 'landtel' then 20 when 'inccall' then 20
		when 'joint' then 3000 when 'agent' then 3000 when 'evidence' then 3000
		when '_marks' then 2000 else 400 end
	limit 1;
	if found then
		perform core.refuse(bad, 'This text is too long.');
	end if;
	perform core.money_of(p_payload, 'invoam');
	perform core.money_of(p_payload, 'price');
	perform core.date_of(p_payload, 'expdate');
	if core.date_of(p_payload, 'buydate') > p_day then
		perform core.refuse('buydate', 'This lies after the day of receipt.');
	end if;
	if core.date_of(p_payload, 'disputedate') > p_day then
		perform core.refuse('disputedate', 'This lies after the day of receipt.');
	end if;
	if p_payload->>'uscc' <> '' and upper(btrim(p_payload->>'uscc')) !~ '^[0-9A-HJ-NPQRTUWXY]{18}$' then
		perform core.refuse('uscc', 'A credit code has 18 digits and letters.');
	end if;
	if p_payload->>'invdiv' <> ''
		and not exists (select from core.division where code = p_payload->>'invdiv') then
		perform core.refuse('invdiv', 'There is no such code: %s.', left(p_payload->>'invdiv', 40));
	end if;
	perform core.code_check(p_payload, array['incform', 'channel_incform', 'problem',
		case p_kind when 'report' then 'problem_report' else 'problem_complaint' end,
		'objtype', 'object_category', 'demand', 'demand', 'salesmode', 'sales_mode',
		'platform', 'ecommerce_platform', 'evegrade', 'event_level', 'replytype', 'reply_method',
		'line', 'hotline_line', 'sex', 'gender'], p_day);
end $$;
comment on function core.intake_check(jsonb, text, text[], date) is 'Checks the facts of an intake: lengths, amounts, days, codes';
