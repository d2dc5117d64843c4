create or replace function core.doctor() returns table (item text, ok boolean, detail text)
language plpgsql set search_path = pg_catalog, core, audit, pg_temp as $$
begin
	return query select 'migrations', count(*) > 0, coalesce(max(number)::text, 'none') from core.migration;
	return query select 'settings', count(*) filter (where code = 'installation') = 1, count(*)::text
	from core.setting;
	return query select 'units', count(*) > 0, count(*)::text from core.unit;
	return query select 'divisions', count(*) > 0, count(*)::text from core.division;
	return query select 'code tables', count(distinct tbl) > 20, count(distinct tbl)::text from core.code;
	return query select 'procedure', count(*) > 40 and bool_and(t.action = '' or t.action = 'register'
			or exists (select from pg_proc p where p.pronamespace = 'core'::regnamespace
			and p.proname = 'act_' || t.action)), count(*)::text from core.transition t;
	return query select 'calendar of this year', coalesce(bool_or(known), false), max(day)::text
	from core.calendar where day = core.day(now());
	return query select 'calendar of next year', coalesce(bool_or(known), false) or date_part('month', core.day(now())) < 11,
		case when coalesce(bool_or(known), false) then '' else 'not announced or not loaded' end
	from core.calendar where day = (date_trunc('year', core.day(now())) + interval '1 year')::date;
	return query select 'owner', bool_and(pg_get_userbyid(p.proowner) = 'gangshao_owner'), count(*)::text
	from pg_proc p where p.pronamespace in ('core'::regnamespace, 'api'::regnamespace, 'audit'::regnamespace);
	return query select 'functions closed to the public', not bool_or(has_function_privilege('public', p.oid, 'execute')),
		count(*)::text from pg_proc p
	where p.pronamespace in ('core'::regnamespace, 'api'::regnamespace, 'audit'::regnamespace);
	return query select 'fsync', current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on',
		current_setting('synchronous_commit');
	return query select 'encoding', current_setting('server_encoding') = 'UTF8', current_setting('server_encoding');
	return query select 'operators', count(*) > 0, count(*)::text from core.operator where not locked;
	return query select 'alarms of a week', count(*) = 0, coalesce(sum(x.times), 0)
		|| coalesce(': ' || string_agg(coalesce(nullif(x.operator, ''), '-') || ' ' || x.times, ', ' order by x.times desc, x.operator)
			filter (where x.place <= 10), '')
	from (select y.operator, sum(y.times) as times, row_number() over (order by sum(y.times) desc, y.operator) as place from (
			select k.operator, k.what, greatest(sum(k.times), (select count(*) from audit.alarm a where a.operator = k.operator
				and a.what = k.what and a.at > now() - interval '7 days')) as times
			from audit.alarm_count k where k.day > core.day(now()) - 7 group by k.operator, k.what
			union all select coalesce(a.operator, ''), a.what, count(*) from audit.alarm a where a.at > now() - interval '7 days'
				and not exists (select from audit.alarm_count k where k.operator = coalesce(a.operator, '') and k.what = a.what
					and k.day > core.day(now()) - 7)
			group by coalesce(a.operator, ''), a.what) y
		group by y.operator) x;
	return query select 'chains of the newest tickets', count(c) = 0, coalesce(min(t.regno || ': ' || c), count(*)::text)
	from (select x.ticket, x.regno from core.ticket x order by x.ticket desc limit 200) t,
		lateral (select core.check_chain(t.ticket) as c) y;
end $$;
comment on function core.doctor() is
	'Checks the installation, one line for each item: name, whether it is right, details';
