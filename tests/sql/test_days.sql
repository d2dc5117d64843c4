-- Days typed in forms: a case opened or decided before it is entered, and what counts from there; extensions
-- after a reopening; what new facts, a return, a recall and the enterprise do to a clock.
select plan(35);

create function pg_temp.yes(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text
language sql as $$
	select case a->>'verdict' when 'applied' then a->>'state' else a::text end from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
create function pg_temp.ago(p_days integer) returns jsonb language sql as $$
	select t.report() - '{buydate,disputedate}'::text[] || jsonb_build_object('received', now() - p_days * interval '1 day');
$$;
create function pg_temp.filed(p_casedate text) returns jsonb language sql as $$
	select '{"caseno": "1", "officers": "张三,李四", "R1a": "true", "R1b": "true", "R1c": "true", "R1d": "true"}'::jsonb
		|| jsonb_build_object('casedate', p_casedate);
$$;

-- a case counts from the day it was opened
insert into k select 'f', t.report_in('JB20', pg_temp.ago(30));
select is(t.no('lead', pg_temp.k('f'), 'file', pg_temp.filed(t.day(1))), 'casedate: This day lies ahead.', 'no case of tomorrow');
select is(t.no('lead', pg_temp.k('f'), 'file', pg_temp.filed(t.day(-31))), 'casedate: This day is before the report was received.', 'none before the report');
select is(t.no('lead', pg_temp.k('f'), 'file', pg_temp.filed('1026-11-20')), 'casedate: This day is before the report was received.', 'nor a thousand years ago');
update core.clock set start = start - interval '20 days' where ticket = pg_temp.k('f') and base = 'D05';
select is(pg_temp.yes('lead', pg_temp.k('f'), 'file', pg_temp.filed(t.day(-10))), 'JB30', 'a case of ten days ago');
select is(core.day(start)::text || ' ' || due, t.day(-10) || ' ' || core.due_day(core.day(now()) - 10, 90, 'day'),
	'its ninety days count from there') from core.clock where ticket = pg_temp.k('f') and base = 'D08';
select is(core.day(stopped)::text, t.day(-10), 'that day the report was decided on') from core.clock where ticket = pg_temp.k('f') and base = 'D05';
select t.told('clerk', pg_temp.k('f'), 'hand_over', '{"office": "执法队", "receiver": "甲", "summary": "过期食品", "evidence": "照片", "advice": "处罚"}');
create function pg_temp.result(p_day text) returns jsonb language sql as $$
	select jsonb_build_object('caseout', '1', 'decision', '罚1号', 'decided', p_day, 'ptype', '1b');
$$;
select is(t.no('clerk', pg_temp.k('f'), 'case_result', pg_temp.result(t.day(-11))), 'decided: This day is before the case was opened.', 'not decided before it was opened');
update core.ticket set outcome = outcome || '{"casedate": "1026-11-20"}' where ticket = pg_temp.k('f');
select is(t.no('clerk', pg_temp.k('f'), 'case_result', pg_temp.result('1026-11-21')), 'decided: This day is before the report was received.',
	'nor before the report, whatever an earlier program took for the day of the case');
select is(pg_temp.yes('clerk', pg_temp.k('f'), 'case_result', pg_temp.result(t.day(-2))), 'JB50', 'decided two days ago');
select is(core.day(stopped)::text, t.day(-2), 'that day its time ended') from core.clock where ticket = pg_temp.k('f') and base = 'D08';
select is(due, core.due_day(core.day(now()) - 2, 20, 'workday'), 'and that of the publication began') from core.clock where ticket = pg_temp.k('f') and base = 'D09';
select is((select count(*) from core.clock where stopped < start), 0::bigint, 'nothing ends before it begins');

-- Order 20: five working days from the decision; the reporter is told before the report is transferred.
create function pg_temp.old(p jsonb default t.report()) returns jsonb language sql as $$
	select p - '{buydate,disputedate}'::text[] || '{"received": "2026-04-14T10:00:00+08:00"}';
$$;
insert into k select 'o', t.report_in('JB20', pg_temp.old());
select t.told('lead', pg_temp.k('o'), 'file', pg_temp.filed(t.day(-1)));
select is(due, core.due_day(core.day(now()) - 1, 5, 'workday'), 'order 20: who gave his name is told in five working days of the decision')
from core.clock where ticket = pg_temp.k('o') and base = 'D06';
create temporary table tr as select '{"organ": "市公安局", "paper": "移1号", "detail": "涉嫌犯罪"}'::jsonb as p;
select is(t.no('lead', pg_temp.k('o'), 'transfer', p), ': This reporter gave his name: he is to be told whether a case was opened (order 20 article 31).',
	'nor is it transferred before') from tr;
select t.told('clerk', pg_temp.k('o'), 'hand_over', '{"office": "执法队", "receiver": "甲", "summary": "过期食品", "evidence": "照片", "advice": "处罚"}');
select is(t.no('lead', pg_temp.k('o'), 'transfer', p), ': This reporter gave his name: he is to be told whether a case was opened (order 20 article 31).',
	'not from the case either') from tr;
select t.told('clerk', pg_temp.k('o'), 'tell_reporter', '{"basis": "令20§31", "detail": "已立案", "notify": "2"}');
select is(pg_temp.yes('lead', pg_temp.k('o'), 'transfer', p), 'JB35', 'once told, it is') from tr;
insert into k select 'oa', t.report_in('JB20', pg_temp.old() || '{"anon": "true", "pname": "", "mobile": "", "inccall": "", "paddr": ""}');
select t.told('lead', pg_temp.k('oa'), 'file', pg_temp.filed(t.day()));
select is(t.clocks(pg_temp.k('oa')), 'D08', 'who gave no name is not told');
select is(pg_temp.yes('lead', pg_temp.k('oa'), 'transfer', p), 'JB35', 'nor waited for') from tr;

-- A reopened report has its whole time again.
insert into k select 'r', t.report_in('JB21');
select t.told('lead', pg_temp.k('r'), 'nofile', '{"ground": "R2d", "detail": "查无实据"}');
select t.told('clerk', pg_temp.k('r'), 'conclude', '{"handleadvice": "不予立案"}');
select t.told('super', pg_temp.k('r'), 'reopen', '{"reason": "原决定有误"}');
select is(t.no('clerk', pg_temp.k('r'), 'propose', '{"what": "extend", "detail": "待检验"}'), 'applied', 'reopened, its extension may be proposed');
select is(pg_temp.yes('lead', pg_temp.k('r'), 'extend', '{"reason": "待检验"}'), 'JB21', 'and given');
select is(extended, 15, 'fifteen working days') from core.clock where ticket = pg_temp.k('r') and base = 'D05';
select t.told('clerk', pg_temp.k('r'), 'propose', '{"what": "nofile", "ground": "R2d", "detail": "查无实据"}');
select is(t.no('lead', pg_temp.k('r'), 'extend', '{"reason": "x"}'), ': This deadline has been extended once already or cannot be.', 'once');

-- New facts restart the time; later pauses do not count, at once and not only after the nightly recount.
insert into k select 'e', t.report_in('JB20', pg_temp.ago(40));
update core.clock set start = start - interval '30 days' where ticket = pg_temp.k('e') and base = 'D05';
select t.told('clerk', pg_temp.k('e'), 'pause', jsonb_build_object('reason', '1', 'since', t.day(-12), 'body', '省质检院'));
select t.told('clerk', pg_temp.k('e'), 'resume', jsonb_build_object('ended', t.day(-3), 'report', '检1号'));
insert into k select 'n', t.report_in('JB20', pg_temp.ago(20));
select t.told('clerk', pg_temp.k('n'), 'new_facts', jsonb_build_object('earlier', (select regno from core.ticket where ticket = pg_temp.k('e')), 'facts', '又售出一批'));
create temporary table was as select due from core.clock where ticket = pg_temp.k('e') and base = 'D05';
select is(w.due, d.due, 'the last day is right at once') from was w, core.clock_days(array[pg_temp.k('e')]) d where d.base = 'D05';
select is(core.recount(), 0, 'and the night finds nothing to correct');
select is(t.due, w.due, 'the list goes by it') from was w, core.ticket t where t.ticket = pg_temp.k('e');

-- The enterprise settles a ticket that an office sent back to its registrar.
insert into k select 'c', t.register();
select t.told('disp', pg_temp.k('c'), 'return', '{"reason": "1", "detail": "缺材料"}');
select is(t.clocks(pg_temp.k('c')), 'D12', 'sent back for what it lacks, it is still to be distributed');
select t.told('disp', pg_temp.k('c'), 'odr', '{"enterprise": "某网店", "member": "true", "agree": "true"}');
select is(t.clocks(pg_temp.k('c')), 'D10', 'with the enterprise there is nothing to distribute');

-- After a recall the time for distributing runs on.
insert into k select 'b', t.register(t.complaint() || jsonb_build_object('received', now() - interval '3 days') - '{buydate,disputedate}'::text[]);
create temporary table d12 as select start, due from core.clock where ticket = pg_temp.k('b') and base = 'D12';
select t.told('disp', pg_temp.k('b'), 'assign', '{"unit": "330106000"}');
select t.told('disp', pg_temp.k('b'), 'recall', '{"reason": "发错单位"}');
select is(t.clocks(pg_temp.k('b')), 'D12', 'taken back, it is to be distributed');
select is((c.start, c.due)::text, (d.start, d.due)::text, 'in what was left of the time') from core.clock c, d12 d
where c.ticket = pg_temp.k('b') and c.base = 'D12';
select is(t.due, d.due, 'and listed so') from core.ticket t, d12 d where t.ticket = pg_temp.k('b');
insert into k select 'br', t.report_in('JB11', pg_temp.ago(3));
create temporary table d12r as select start, due from core.clock where ticket = pg_temp.k('br') and base = 'D12';
select t.told('disp', pg_temp.k('br'), 'recall', '{"reason": "发错单位"}');
select is((c.start, c.due, c.stopped)::text, (d.start, d.due, null::timestamptz)::text, 'a report likewise') from core.clock c, d12r d
where c.ticket = pg_temp.k('br') and c.base = 'D12';

-- Documents: a day other than the one that counts, a time that is over.
create function pg_temp.issue(p_ticket uuid, p_form text, p_more jsonb) returns text language sql as $$
	select t.no('clerk', p_ticket, 'issue', jsonb_build_object('form', p_form) || p_more);
$$;
insert into k select 'i', t.complaint_in('TS20');
create temporary table p4 as select jsonb_build_object('materials', '身份证复印件', 'contact_phone', '057185121106') as p;
select ok(pg_temp.issue(pg_temp.k('i'), '2604', p || jsonb_build_object('until', t.day(2))) like 'form: This document can be issued in the states%',
	'the paper that demands proof follows the demand') from p4;
select t.told('clerk', pg_temp.k('i'), 'demand_proof', jsonb_build_object('until', t.day(2), 'materials', '身份证复印件', 'notify', '3'));
select is(pg_temp.issue(pg_temp.k('i'), '2604', p || jsonb_build_object('until', t.day(30))),
	'until: The demand names %s as the last day (order 121 article 10): the document names the same.', 'and names no other day') from p4;
select is(pg_temp.issue(pg_temp.k('i'), '2604', p || jsonb_build_object('until', t.day(2))), 'applied', 'but its own') from p4;
insert into k select 'j', t.complaint_in('TS30');
create temporary table p7 as select jsonb_build_object('to', 'respondent', 'place', '调解室', 'people', '某调解员', 'days', '3') as p;
select is(pg_temp.issue(pg_temp.k('j'), '2607', p || jsonb_build_object('time', now() - interval '1 day')),
	'time: Both sides are told in advance (order 121 article 20): this time is over.', 'nobody is asked to come yesterday') from p7;
select * from finish();
