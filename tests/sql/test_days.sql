-- Days that are typed: a case opened or decided earlier than it is entered, and what counts from there; extensions
-- behind a reopening; what new facts, a return, a recall and the enterprise leave of a clock.
select plan(7);

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

-- new facts begin the time anew; what stood still after that is not counted, today and not only tonight
insert into k select 'e', t.report_in('JB20', pg_temp.ago(40));
update core.clock set start = start - interval '30 days' where ticket = pg_temp.k('e') and base = 'D05';
select t.told('clerk', pg_temp.k('e'), 'pause', jsonb_build_object('reason', '1', 'since', pg_temp.day(-12), 'body', '省质检院'));
select t.told('clerk', pg_temp.k('e'), 'resume', jsonb_build_object('ended', pg_temp.day(-3), 'report', '检1号'));
insert into k select 'n', t.report_in('JB20', pg_temp.ago(20));
select t.told('clerk', pg_temp.k('n'), 'new_facts', jsonb_build_object('earlier', (select regno from core.ticket where ticket = pg_temp.k('e')), 'facts', '又售出一批'));
create temporary table was as select due from core.clock where ticket = pg_temp.k('e') and base = 'D05';
select is(w.due, d.due, 'the last day is right at once') from was w, core.clock_days(array[pg_temp.k('e')]) d where d.base = 'D05';
select is(core.recount(), 0, 'and the night finds nothing to correct');
select is(t.due, w.due, 'the list goes by it') from was w, core.ticket t where t.ticket = pg_temp.k('e');
select * from finish();
