-- Years before 2008 had other public holidays.
create or replace function core.year_lacks(p_year integer) returns text
language sql stable set search_path = pg_catalog, core, pg_temp as $$
	select coalesce(string_agg(f.name, '、' order by f.n), '') from (values
		(1, '元旦', '01-01', '01-01', 1, 0), (2, '春节', '01-20', '02-27', 3, 0), (3, '清明节', '04-03', '04-07', 1, 2008),
		(4, '劳动节', '05-01', '05-01', 1, 0), (5, '端午节', '05-26', '06-28', 1, 2008),
		(6, '中秋节', '09-07', '10-09', 1, 2008), (7, '国庆节', '10-01', '10-03', 3, 0)
	) f(n, name, first, last, days, since)
	where p_year >= f.since and f.days > (select count(*) from core.workday w where w.kind = 'holiday'
		and w.day between (p_year || '-' || f.first)::date and (p_year || '-' || f.last)::date);
$$;
comment on function core.year_lacks(integer) is
	'The public holidays of a year without a day off in the calendar: empty when the year is complete';
