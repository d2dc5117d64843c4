create or replace function core.intake_check(p jsonb, p_kind text, p_phones text[], p_day date)
returns void
language plpgsql stable as $$
declare
	bad record;
begin
	if p_kind = 'complaint' and p_phones[1] = '' then
		perform core.refuse('mobile', 'A complaint needs a telephone number.');
	end if;
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
	end if;
	select k.key, k.code into bad from (values ('incform', 'channel_incform', p->>'incform'),
		('problem', case p_kind when 'report' then 'problem_report' else 'problem_complaint' end, p->>'problem'),
		('objtype', 'object_category', p->>'objtype'), ('salesmode', 'sales_mode', p->>'salesmode'),
		('platform', 'ecommerce_platform', p->>'platform'), ('evegrade', 'event_level', p->>'evegrade'),
		('replytype', 'reply_method', p->>'replytype'), ('line', 'hotline_line', p->>'line'),
		('sex', 'gender', p->>'sex')) k(key, tbl, code)
	where k.code <> '' and not exists (select from core.code c where c.tbl = k.tbl and c.code = k.code
		and p_day between c.valid_from and c.valid_to)
	limit 1;
	if found then
		perform core.refuse(bad.key, 'There is no such code: %s.', left(bad.code, 40));
	end if;
	if p ? 'invdiv' and p->>'invdiv' <> '' and not exists (select from core.division where code = p->>'invdiv') then
		perform core.refuse('invdiv', 'There is no such code: %s.', left(p->>'invdiv', 40));
	end if;
	if p ? 'demand' then
		perform core.code_check(p, '{demand,demand}', p_day);
	end if;
end $$;
comment on function core.intake_check(jsonb, text, text[], date) is 'Checks the facts of an intake: lengths, amounts, days, codes';
