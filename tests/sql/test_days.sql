-- Days that are typed: a case opened or decided earlier than it is entered, and what counts from there; extensions
-- behind a reopening; what new facts, a return, a recall and the enterprise leave of a clock.
select plan(4);

create function pg_temp.no(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text
language sql as $$
	select case a->>'verdict' when 'refused' then (a->>'field') || ': ' || (a->>'text') else a->>'verdict' end
	from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
create function pg_temp.yes(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text
language sql as $$
	select case a->>'verdict' when 'applied' then a->>'state' else a::text end from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
create function pg_temp.clocks(p_ticket uuid) returns text language sql as $$
	select coalesce(string_agg(base, ' ' order by base), '') from core.clock where ticket = p_ticket and stopped is null;
$$;
create function pg_temp.day(p_days integer default 0) returns text language sql as $$ select (core.day(now()) + p_days)::text; $$;
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
create function pg_temp.ago(p_days integer) returns jsonb language sql as $$
	select t.report() - '{buydate,disputedate}'::text[] || jsonb_build_object('received', now() - p_days * interval '1 day');
$$;
create function pg_temp.filed(p_casedate text) returns jsonb language sql as $$
	select '{"caseno": "1", "officers": "张三,李四", "R1a": "true", "R1b": "true", "R1c": "true", "R1d": "true"}'::jsonb
		|| jsonb_build_object('casedate', p_casedate);
$$;

-- reopened, a report has all its time again
insert into k select 'r', t.report_in('JB21');
select t.told('lead', pg_temp.k('r'), 'nofile', '{"ground": "R2d", "detail": "查无实据"}');
select t.told('clerk', pg_temp.k('r'), 'conclude', '{"handleadvice": "不予立案"}');
select t.told('super', pg_temp.k('r'), 'reopen', '{"reason": "原决定有误"}');
select is(pg_temp.no('clerk', pg_temp.k('r'), 'propose', '{"what": "extend", "detail": "待检验"}'), 'applied', 'reopened, its extension may be proposed');
select is(pg_temp.yes('lead', pg_temp.k('r'), 'extend', '{"reason": "待检验"}'), 'JB21', 'and given');
select is(extended, 15, 'fifteen working days') from core.clock where ticket = pg_temp.k('r') and base = 'D05';
select t.told('clerk', pg_temp.k('r'), 'propose', '{"what": "nofile", "ground": "R2d", "detail": "查无实据"}');
select is(pg_temp.no('lead', pg_temp.k('r'), 'extend', '{"reason": "x"}'), ': This deadline has been extended once already or cannot be.', 'once');
select * from finish();
