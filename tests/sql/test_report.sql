-- Reports from proposal to conclusion, under both orders; repeated ones, new facts, reports from mediation;
-- and throughout nobody else learns who reported.
select plan(111);

create function pg_temp.yes(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text
language sql as $$
	select case a->>'verdict' when 'applied' then a->>'state' else a::text end from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
create function pg_temp.doc(p_who text, p_ticket uuid) returns jsonb language sql as $$
	select o->'doc' from t.ask(p_who, format('select api.ticket(%L) as doc', p_ticket)) o;
$$;
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
create function pg_temp.regno(p_name text) returns text language sql as $$
	select regno from core.ticket where ticket = (select id from k where name = p_name);
$$;
create function pg_temp.today(p_days integer default 0) returns text language sql as $$
	select (core.day(now()) + p_days)::text;
$$;
create temporary table f as select
	'{"caseno": "1", "officers": "张三,李四", "R1a": "true", "R1b": "true", "R1c": "true", "R1d": "true"}'::jsonb as file,
	'{"ground": "R2d", "detail": "查无实据"}'::jsonb as nofile;
select core.enrol('both', '双岗', '0600', '330106000', '{r05,r06}');
select core.enrol('second', '承办二', '0601', '330106000', '{r05}');

-- The handler proposes, the leader decides.
insert into k select 'p', t.report_in('JB20');
select is(t.no('clerk', pg_temp.k('p'), 'propose', '{"what": "gossip", "detail": "x"}'), 'what: There is no such code: %s.', 'there are four proposals');
select is(t.no('clerk', pg_temp.k('p'), 'propose', '{"what": "nofile", "detail": "x"}'),
	'ground: This is not a ground for not opening a case.', 'no case needs its ground');
select is(t.no('clerk', pg_temp.k('p'), 'propose', '{"what": "file", "ground": "R2a", "detail": "x"}'),
	'ground: A ground is named only where no case is to be opened.', 'a case none');
select is(pg_temp.yes('both', pg_temp.k('p'), 'propose', '{"what": "file", "detail": "查实"}'), 'JB23', 'a case is proposed');
select is(t.clocks(pg_temp.k('p')), 'D05', 'the time runs on');
select is(count(*), 1::bigint, 'it is in the list of the leader')
from t.ask('lead', $$ select * from api.worklist('', 'approve', '', 50) $$);
select is(pg_temp.doc('lead', pg_temp.k('p'))->'proposal'->>'label', '双岗', 'who sees by whom');
select ok(t.no('both', pg_temp.k('p'), 'file', (select file from f)) like ': You did "%s" on this ticket yourself%', 'who proposed does not decide');
select is(pg_temp.yes('lead', pg_temp.k('p'), 'reject', '{"note": "补充证据"}'), 'JB20', 'the leader sends it back');
select ok(not outcome ? 'proposal', 'and nothing is proposed any more') from core.ticket where ticket = pg_temp.k('p');
select t.told('clerk', pg_temp.k('p'), 'propose', '{"what": "extend", "detail": "待检验"}');
select is(pg_temp.yes('lead', pg_temp.k('p'), 'extend', '{"reason": "待检验"}'), 'JB21', 'more time is given');
select is(extended, 15, 'fifteen working days') from core.clock where ticket = pg_temp.k('p') and base = 'D05';
select is(t.no('clerk', pg_temp.k('p'), 'propose', '{"what": "extend", "detail": "x"}'),
	'what: This deadline has been extended once already or cannot be.', 'once');
select t.told('clerk', pg_temp.k('p'), 'propose', '{"what": "nofile", "ground": "R2d", "detail": "查无实据"}');
select is(t.no('lead', pg_temp.k('p'), 'extend', '{"reason": "x"}'),
	': This deadline has been extended once already or cannot be.', 'also by the leader');
select is(pg_temp.yes('lead', pg_temp.k('p'), 'reject', '{"note": "再查"}'), 'JB21', 'sent back to where it was');
select t.told('clerk', pg_temp.k('p'), 'propose', '{"what": "file", "detail": "查实"}');
select is(pg_temp.yes('lead', pg_temp.k('p'), 'file', (select file from f)), 'JB30', 'a case');
select is(t.clocks(pg_temp.k('p')), 'D08', 'order 121 knows no time for telling the reporter');

-- the case
select is(t.no('clerk', pg_temp.k('p'), 'hand_over', '{"office": "执法队", "receiver": "甲", "summary": "张三丰反映", "evidence": "照片", "advice": "处罚"}'),
	'summary: This would say who reported: leave it out.', 'a clue sheet does not name the reporter');
select is(t.no('clerk', pg_temp.k('p'), 'hand_over', '{"office": "执法队", "receiver": "甲", "summary": "过期食品", "evidence": "见13800138000短信", "advice": "处罚"}'),
	'evidence: This would say who reported: leave it out.', 'nor his number');
select is(pg_temp.yes('clerk', pg_temp.k('p'), 'hand_over', '{"office": "执法队", "receiver": "甲", "summary": "过期食品", "evidence": "照片", "advice": "处罚"}'), 'JB40', 'handed over');
select is(pg_temp.yes('lead', pg_temp.k('p'), 'extend', '{"reason": "案情复杂"}'), 'JB40', 'the case may be extended');
select is(t.no('lead', pg_temp.k('p'), 'extend', '{"reason": "x"}'), ': This deadline has been extended once already or cannot be.', 'once');
create function pg_temp.result(p jsonb) returns text language sql as $$
	select t.no('clerk', pg_temp.k('p'), 'case_result', jsonb_build_object('caseout', '1', 'decision', '罚1号',
		'decided', pg_temp.today()) || p);
$$;
select is(pg_temp.result('{}'), 'ptype: This must be filled in.', 'a penalty has its kind');
select is(pg_temp.result('{"ptype": "2"}'), 'fine: A fine has its amount, and an amount its kind of penalty.', 'a fine its amount');
select is(pg_temp.result('{"ptype": "1", "fine": "100.00"}'), 'fine: A fine has its amount, and an amount its kind of penalty.', 'an amount its kind');
select is(pg_temp.result('{"ptype": "1", "confis": "100.00"}'), 'confis: What was confiscated belongs to its kind of penalty.', 'also what was confiscated');
select is(pg_temp.result('{"ptype": "2,88", "fine": "1.00"}'), 'ptype: There is no such code: %s.', 'kinds are looked up');
select is(pg_temp.result('{"ptype": "2", "fine": "1,5"}'), 'fine: This is not an amount of money.', 'money is money');
select is(pg_temp.result(jsonb_build_object('decided', pg_temp.today(1))), 'decided: This day lies ahead.', 'no decision of tomorrow');
select is(pg_temp.result(jsonb_build_object('decided', pg_temp.today(-400))), 'decided: This day is before the case was opened.', 'nor before the case');
select is(pg_temp.result('{"caseout": "2", "fine": "1.00"}'), 'ptype: A case without a penalty has neither kind nor money.', 'no penalty, no money');
select is(pg_temp.yes('clerk', pg_temp.k('p'), 'case_result', jsonb_build_object('caseout', '1', 'decision', '罚1号',
	'decided', pg_temp.today(), 'ptype', jsonb_build_array('2', '3'), 'fine', '5000.00', 'confis', '120.50')), 'JB50', 'the result is written back');
select is(t.clocks(pg_temp.k('p')), 'D09', 'the penalty is to be published');
select is(due, core.due_day(core.day(now()), 20, 'workday', false), 'in twenty working days') from core.clock where ticket = pg_temp.k('p') and base = 'D09';
select is(outcome->'ptype', '["2", "3"]', 'with its kinds') from core.ticket where ticket = pg_temp.k('p');
select is(t.no('clerk', pg_temp.k('p'), 'conclude', '{"handleadvice": "已处罚"}'), ': The penalty is to be published first (order 45).', 'not concluded before');
select is(t.no('clerk', pg_temp.k('p'), 'disclose', '{}'), 'pubday: Give the day of publication, or the reason why there is none.', 'a day or a reason');
select is(pg_temp.yes('clerk', pg_temp.k('p'), 'disclose', jsonb_build_object('pubday', pg_temp.today())), 'JB50', 'published');
select is(t.clocks(pg_temp.k('p')), '', 'in time');
select is(pg_temp.yes('clerk', pg_temp.k('p'), 'conclude', '{"handleadvice": "已处罚", "basis": "某法第一条"}'), 'JB60', 'a law asks for telling');
select is(t.no('clerk', pg_temp.k('p'), 'tell_reporter', '{"detail": "已处罚", "notify": "2"}'), 'basis: This must be filled in.', 'and is named (I15)');
select is(t.no('clerk', pg_temp.k('p'), 'tell_reporter', '{"basis": "某法", "detail": "已处罚", "notify": "9"}'), 'notify: This is no way of telling anybody.', 'with a way of telling (I16)');
select is(pg_temp.yes('clerk', pg_temp.k('p'), 'tell_reporter', '{"basis": "某法第一条", "detail": "已处罚", "notify": "2"}'), 'JB70', 'told, and closed');

-- A handler, by whatever step, does not decide (I10).
insert into k select 'h', t.report_in('JB20');
create temporary table self as select ': You did "%s" on this ticket yourself; another %s has to decide (%s).' as said;
select t.told('both', pg_temp.k('h'), 'pause', jsonb_build_object('reason', '1', 'since', pg_temp.today()));
select t.told('both', pg_temp.k('h'), 'resume', jsonb_build_object('ended', pg_temp.today()));
select is(t.no('both', pg_temp.k('h'), 'extend', '{"reason": "x"}'), (select said from self), 'who paused it as a handler gives no more time');
select is(t.no('both', pg_temp.k('h'), 'file', (select file from f)), (select said from self), 'nor opens the case');
select t.told('lead', pg_temp.k('h'), 'file', (select file from f));
select t.told('both', pg_temp.k('h'), 'hand_over', '{"office": "执法队", "receiver": "甲", "summary": "过期食品", "evidence": "照片", "advice": "处罚"}');
select is(t.no('both', pg_temp.k('h'), 'extend', '{"reason": "x"}'), (select said from self), 'who handed it over does not give the case more time');
select core.enrol('all', '全岗', '0602', '330106000', '{r01,r03,r06}');
insert into k select 'g', t.register(t.report(), 'all');
select t.told('all', pg_temp.k('g'), 'assign', '{"direction": "103"}');
select is(t.no('all', pg_temp.k('g'), 'nofile', (select nofile from f)), (select said from self), 'nor who gave it to himself');
insert into k select 'i', t.report_in('JB20');
create temporary table d as select jsonb_build_object('other', '330105000', 'since', pg_temp.today(), 'detail', '住所地不清') as dispute,
	'{"result": "1", "detail": "由本局处理"}'::jsonb as settle;
select t.told('lead', pg_temp.k('i'), 'dispute', dispute), t.told('lead', pg_temp.k('i'), 'settle_dispute', settle) from d;
select is(pg_temp.yes('lead', pg_temp.k('i'), 'extend', '{"reason": "复杂"}'), 'JB21', 'what a leader does as such is no handling');
insert into k select 'i2', t.report_in('JB20');
select t.told('both', pg_temp.k('i2'), 'dispute', dispute), t.told('lead', pg_temp.k('i2'), 'settle_dispute', settle) from d;
select is(t.no('both', pg_temp.k('i2'), 'extend', '{"reason": "x"}'), (select said from self), 'of who is a handler too it is');
insert into k select 'u', t.report_in('JB20');
select t.told('clerk', pg_temp.k('u'), 'return', '{"reason": "8", "detail": "x"}');
select t.told('disp', pg_temp.k('u'), 'assign', '{"unit": "330106000"}');
select core.grant_duty('clerk', 'r06', '330106000');
select core.grant_duty('second', 'r04', '330106000');
select t.told('second', pg_temp.k('u'), 'sign');
select is(pg_temp.yes('clerk', pg_temp.k('u'), 'nofile', (select nofile from f)), 'JB31', 'what came back is handled anew, by another');
select core.grant_duty('clerk', 'r06', '330106000', core.day(now()), core.day(now()) - 1);

-- both orders
insert into k select 'n', t.report_in('JB20');
select t.told('lead', pg_temp.k('n'), 'nofile', (select nofile from f));
select is(pg_temp.yes('clerk', pg_temp.k('n'), 'conclude', '{"handleadvice": "不予立案"}'), 'JB70', 'order 121: closed where no law asks for telling');
insert into k select 'o', t.report_in('JB20', t.report() - '{buydate,disputedate}'::text[] || '{"received": "2026-04-14T10:00:00+08:00"}');
select is(rule_set, '20', 'one of order 20') from core.ticket where ticket = pg_temp.k('o');
select t.told('lead', pg_temp.k('o'), 'nofile', (select nofile from f));
select is(t.clocks(pg_temp.k('o')), 'D06', 'order 20: who gave his name is told in five working days');
select is(due, core.due_day(core.day(now()), 5, 'workday', false), 'of the decision') from core.clock where ticket = pg_temp.k('o') and base = 'D06';
select is(t.no('clerk', pg_temp.k('o'), 'conclude', '{"handleadvice": "不予立案"}'),
	'basis: This reporter gave his name: he is to be told whether a case was opened (order 20 article 31).', 'and not passed over');
select is(pg_temp.yes('clerk', pg_temp.k('o'), 'tell_reporter', '{"basis": "令20§31", "detail": "不予立案", "notify": "2"}'), 'JB70', 'he is told');
insert into k select 'oa', t.report_in('JB20', t.report() - '{buydate,disputedate,pname,mobile,inccall,paddr}'::text[] || '{"received": "2026-04-14T10:00:00+08:00", "anon": "true"}');
select t.told('lead', pg_temp.k('oa'), 'file', (select file from f));
select is(t.clocks(pg_temp.k('oa')), 'D08', 'who did not is not');
insert into k select 'of', t.report_in('JB20', t.report() - '{buydate,disputedate}'::text[] || '{"received": "2026-04-14T10:00:00+08:00"}');
select t.told('lead', pg_temp.k('of'), 'file', (select file from f));
select is(pg_temp.yes('clerk', pg_temp.k('of'), 'tell_reporter', '{"basis": "令20§31", "detail": "已立案", "notify": "2"}') || ' ' || t.clocks(pg_temp.k('of')),
	'JB30 D08', 'told of the case, which goes on');

-- without authority, transferred
insert into k select 'a', t.report_in('JB10', t.report() || '{"problem": "J01"}');
select is(t.no('disp', pg_temp.k('a'), 'no_authority', '{"ground": "R3", "dept": "上海局", "detail": "请向该局", "notify": "2"}'),
	'transfer_to: A matter of food safety is transferred to whoever is competent (Food Safety Law article 115).', 'food is transferred');
select is(t.no('disp', pg_temp.k('a'), 'no_authority', '{"ground": "R3", "dept": "上海局", "detail": "请向该局", "notify": "2", "transfer_to": "上海局"}'),
	'notify: In a matter of food safety the notice is in writing (Food Safety Law article 115).', 'and told in writing');
select is(t.no('disp', pg_temp.k('a'), 'no_authority', '{"ground": "R5", "dept": "上海局", "detail": "x", "notify": "5", "transfer_to": "上海局"}'),
	'ground: This is not a ground of missing authority.', 'on its ground');
select is(t.no('disp', pg_temp.k('a'), 'no_authority', '{"ground": "R3", "dept": "上海局", "detail": "x", "notify": "9", "transfer_to": "上海局"}'),
	'notify: The reporter is told where there is no authority.', 'who can be reached is told');
select is(pg_temp.yes('disp', pg_temp.k('a'), 'no_authority', '{"ground": "R3", "dept": "上海局", "detail": "请向该局", "notify": "5", "transfer_to": "上海局"}'), 'JB32', 'told where to go');
insert into k select 'b', t.report_in('JB20', t.report() || '{"problem": "J02"}');
select is(pg_temp.yes('clerk', pg_temp.k('b'), 'no_authority', '{"ground": "R4", "dept": "住建局", "detail": "请向该局", "notify": "2"}'), 'JB32', 'other matters are told by telephone');
insert into k select 'c', t.report_in('JB20');
select is(pg_temp.yes('lead', pg_temp.k('c'), 'transfer', '{"organ": "市公安局", "paper": "移1号", "detail": "涉嫌敲诈"}') || t.clocks(pg_temp.k('c')), 'JB35', 'to the police');

-- repeated, new facts
insert into k select 'first', t.report_in('JB20', t.report() - '{buydate,disputedate}'::text[] || jsonb_build_object('received', now() - interval '9 days'));
insert into k select 'again', t.report_in('JB20');
insert into k select 'other', t.report_in('JB20', t.report() || '{"pname": "李四光", "mobile": "13900139000", "inccall": "13900139000", "paddr": "别处"}');
insert into k select 'shop', t.report_in('JB20', t.report() || '{"invname": "另一家店", "uscc": ""}');
create function pg_temp.rep(p_who text, p_what text, p_of text) returns text language sql as $$
	select t.no(p_who, pg_temp.k(p_what), 'repeated', jsonb_build_object('earlier', pg_temp.regno(p_of), 'same_facts', 'true', 'detail', '同一批'));
$$;
create temporary table said as select 'earlier: This is no earlier report of the same reporter about the same respondent (order 121 article 35).' as none;
select is(pg_temp.rep('clerk', 'again', 'again'), 'earlier: This is the report itself.', 'not of itself');
select is(pg_temp.rep('clerk', 'other', 'first'), (select none from said), 'I13: not of another reporter');
select is(pg_temp.rep('clerk', 'shop', 'first'), (select none from said), 'I13: not of another respondent');
select is(pg_temp.rep('clerk', 'first', 'again'), (select none from said), 'I13: not of a later one');
select is(pg_temp.rep('station2', 'first', 'again'), ': There is no such ticket, or it is not yours.', 'not by strangers');
insert into k select 'secret', t.report_in('JB11', t.report());
select t.told('clerk', pg_temp.k('first'), 'pass', '{"unit": "330106013"}');
select is(pg_temp.rep('clerk', 'again', 'first'), (select none from said), 'who may know but one of two reporters learns nothing of the other');
select t.told('station', pg_temp.k('first'), 'return', '{"reason": "8", "detail": "x"}');
select t.told('clerk', pg_temp.k('first'), 'sign');
select is(t.no('clerk', pg_temp.k('again'), 'repeated', jsonb_build_object('earlier', pg_temp.regno('first'), 'same_facts', 'false', 'detail', 'x')),
	'same_facts: Only the same facts are not handled again (order 121 article 35).', 'new facts are no repetition');
create function pg_temp.earlier(p_who text, p_what text) returns text language sql as $$
	select (select string_agg(k.name, ' ' order by e.n) from jsonb_array_elements(doc->'earlier_reports') with ordinality e(o, n)
		join core.ticket t on t.regno = e.o->>'regno' join k on k.id = t.ticket) from pg_temp.doc(p_who, pg_temp.k(p_what)) doc;
$$;
select ok('first' = any (string_to_array(pg_temp.earlier('clerk', 'again'), ' ')), 'the earlier reports about the same respondent are offered');
select is(pg_temp.earlier('clerk', 'again') ~ 'again|shop|secret', false, 'not itself, not another respondent, no later one');
select is(pg_temp.earlier('disp', 'again'), null, 'none to who may not know who reported');
select is(t.no('clerk', pg_temp.k('again'), 'repeated', jsonb_build_object('earlier', right(pg_temp.regno('first'), 8), 'same_facts', 'false', 'detail', 'x')),
	'same_facts: Only the same facts are not handled again (order 121 article 35).', 'the end of the number is enough');
select is(t.no('clerk', pg_temp.k('again'), 'repeated', jsonb_build_object('earlier', right(pg_temp.regno('first'), 8), 'same_facts', 'true', 'detail', 'x')
	|| '{"earlier": "x1"}'), 'earlier: Give the number of the ticket or the end of it.', 'what is no number is said to be none');
select is(t.no('clerk', pg_temp.k('again'), 'repeated', jsonb_build_object('earlier', right(pg_temp.regno('other'), 8), 'same_facts', 'true', 'detail', 'x')),
	(select none from said), 'nor does the end of a number tell who reported');
select is(pg_temp.rep('clerk', 'again', 'first') || ' ' || t.state(pg_temp.k('again')), 'applied JB33 330106000', 'the same again is not handled');
select ok(pg_temp.doc('clerk', pg_temp.k('again'))::text like '%' || pg_temp.regno('first') || '%', 'the handler sees of what');
select ok(not pg_temp.doc('disp', pg_temp.k('again'))::text like '%' || pg_temp.regno('first') || '%'
	and not pg_temp.doc('disp', pg_temp.k('again'))::text like '%同一批%', 'who may not know the reporter does not');
insert into k select 'news', t.report_in('JB20');
select t.told('lead', pg_temp.k('first'), 'extend', '{"reason": "复杂"}');
update core.clock set due = due - 3 where ticket = pg_temp.k('first') and base = 'D05';
select is(pg_temp.yes('clerk', pg_temp.k('news'), 'new_facts', jsonb_build_object('earlier', pg_temp.regno('first'), 'facts', '又售出一批')), 'JB34', 'new facts join the first');
select is((code, extended, start = (select received from core.ticket where ticket = pg_temp.k('news')),
	due = core.due_day(core.day(start), 15, 'workday', false))::text, '(D17,0,t,t)', 'I14: whose time begins anew with the last receipt')
from core.clock where ticket = pg_temp.k('first') and base = 'D05';
select is(t.due, c.due, 'and is listed so') from core.ticket t join core.clock c using (ticket) where t.ticket = pg_temp.k('first') and c.base = 'D05';
select ok(pg_temp.doc('clerk', pg_temp.k('first'))::text like '%又售出一批%' and not pg_temp.doc('disp', pg_temp.k('first'))::text like '%' || pg_temp.regno('news') || '%',
	'the facts are seen, and of what by those who may know');
-- A report that nobody verified cannot be repeated.
insert into k select 'void', t.report_in('JB10', t.report() || '{"invname": "作废店"}' || jsonb_build_object('received', now() - interval '9 minutes'));
insert into k select 'void2', t.report_in('JB10', t.report() || '{"invname": "作废店"}');
select t.told('disp', pg_temp.k('void'), 'void', '{"reason": "误登记"}');
select is(pg_temp.rep('disp', 'void2', 'void'), 'earlier: Nothing was verified in that report: this one is handled by itself.', 'a void report was handled by nobody');
insert into k select 'dept', t.report_in('JB20', t.report() || '{"invname": "住建店", "problem": "J02"}' || jsonb_build_object('received', now() - interval '9 minutes'));
select t.told('clerk', pg_temp.k('dept'), 'no_authority', '{"ground": "R4", "dept": "住建局", "detail": "请向该局", "notify": "2"}');
insert into k select 'dept2', t.report_in('JB20', t.report() || '{"invname": "住建店", "problem": "J02"}');
select is(pg_temp.rep('clerk', 'dept2', 'dept'), 'earlier: Nothing was verified in that report: this one is handled by itself.', 'nor one that the office had no authority for');
select core.enrol('archivist', '档案', '0610', '330106000', '{r07}');
select t.told('archivist', pg_temp.k('dept'), 'archive');
select is(pg_temp.rep('clerk', 'dept2', 'dept'), 'earlier: Nothing was verified in that report: this one is handled by itself.', 'nor in the archive');
select is(t.no('clerk', (select t.report_in('JB20', t.report() - '{buydate,disputedate}'::text[] || '{"received": "2026-04-14T10:00:00+08:00"}')), 'repeated',
	jsonb_build_object('earlier', pg_temp.regno('first'), 'same_facts', 'true', 'detail', 'x')),
	': %s knows no repeated report: it is verified like any other (order 121 article 35).', 'order 20 knew none');

-- from mediation
insert into k select 'm', t.complaint_in('TS40');
select is(pg_temp.yes('station', pg_temp.k('m'), 'turn_report', jsonb_build_object('found', pg_temp.today(), 'problem', 'J01', 'detail', '货架上有过期食品')), 'TS40', 'the mediation goes on');
insert into k select 'mr', other from core.link where ticket = pg_temp.k('m') and reason = 'turned';
select is(t.state(pg_temp.k('mr')) || ' ' || t.clocks(pg_temp.k('mr')), 'JB20 330106013 D04', 'a report is verified beside it');
select ok(not pg_temp.doc('super', pg_temp.k('m'))::text like '%' || pg_temp.regno('mr') || '%', 'of which the complaint says nothing to others');
-- An operator who sees both, and may not know the reporter, cannot match them: by identity, operation, time,
-- feed or numbers.
insert into k select 'sp', t.complaint_in('TS40');
select t.told('station', pg_temp.k('sp'), 'split', '{"kind": "report", "content": "另有虚假宣传", "problem": "J02"}');
insert into k select 'spr', other from core.link where ticket = pg_temp.k('sp') and reason = 'split';
create temporary table pair as select c.id as complaint, r.id as report, e.op, e.xid, e.seq from k c join k r on r.name = c.name || 'r'
join core.event e on e.ticket = c.id and e.action in ('turn_report', 'split') where c.name in ('m', 'sp');
select is((select count(*) from pair, t.ask('super', format('select api.ticket(%L) as doc', report)) o), 2::bigint, 'a superior sees the reports');
select is((select string_agg(o->>'op', ' ') from pair, t.ask('super', format('select api.ticket(%L) as doc', report)) d, jsonb_array_elements(d->'doc'->'timeline') o
	where o->>'op' is not null), null, 'no operation is named to him');
select is((select string_agg(m[1], ' ') from pair, t.ask('super', format('select api.ticket(%L) as doc', report)) d,
	regexp_matches(d::text, '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:(?!00[+"Z])[0-9.]+', 'g') m), null, 'and no time to the second');
select is((select count(*) from pair, t.ask('station', format('select api.ticket(%L) as doc', report)) d, jsonb_array_elements(d->'doc'->'timeline') o
	where o->>'op' is not null), 2::bigint, 'who handles it has both');
select is((select count(*) from pair join core.event e on e.op = pair.op and e.ticket <> pair.complaint), 0::bigint, 'the report has an operation of its own');
select is((select count(*) from pair, unnest('{report,complaint}'::text[]) kind, unnest('{turned,split}'::text[]) why
	where md5(op::text || ' ' || kind || ' ' || why)::uuid = report), 0::bigint, 'and an identity that nobody can work out');
select is((select count(*) from pair join core.ticket x on x.ticket = report join core.lease l on l.request = md5(op::text || ' ' || right(x.regno, 8)::bigint)::uuid), 0::bigint,
	'nor its number');
select is((select count(*) from pair, t.ask('super', 'select * from api.events_since(''3'', 0, 1000)') e where e->>'ticket' = report::text and e->>'action' = 'register'), 0::bigint,
	'the feed does not say that they were made together');
select is((select count(*) from pair, t.ask('station', 'select * from api.events_since(''3'', 0, 1000)') e where e->>'ticket' = report::text and e->>'action' = 'register'), 2::bigint,
	'but to who handles them');
select is((select string_agg(e->>'at', ' ') from pair, t.ask('super', 'select * from api.events_since(''3'', 0, 1000)') e where e->>'ticket' = report::text
	and extract(second from (e->>'at')::timestamptz) <> 0), null, 'its times are to the minute');
select is((select string_agg(coalesce(o->>'received', '') || (o->>'updated'), ' ') from pair join core.ticket x on x.ticket = report,
	t.ask('super', format('select * from api.search(%L, 9)', x.regno)) o where extract(second from (o->>'received')::timestamptz) <> 0
		or extract(second from (o->>'updated')::timestamptz) <> 0), null, 'in lists too');
select ok((select bool_and(a->'changed'->'_steps'->0->>'at' ~ ':00[+Z]' and a->>'at' ~ ':00[+Z]') from pair, t.tell('super', report, 'sign', '{}', 'server:0') a), 'and in a conflict');
select is(pg_temp.yes('lead', pg_temp.k('mr'), 'extend', '{"reason": "复杂"}'), 'JB21', 'which is extended');
select is(extended, 15, 'D04, not D05') from core.clock where ticket = pg_temp.k('mr') and base = 'D04';
select is(t.no('station', pg_temp.k('m'), 'turn_report', jsonb_build_object('found', pg_temp.today(), 'problem', 'J01', 'detail', '货架上有过期食品')),
	'detail: This violation has been turned into a report already.', 'once');
select is((select string_agg(core.check_chain(ticket), ', ') from core.ticket), null, 'and every chain holds');
select is((select string_agg(what, ', ') from core.verify_ticket()), null, 'and every ticket says what follows from its events');
create function pg_temp.linked(p_change text) returns text language plpgsql as $$
declare
	found_ text;
begin
	begin
		execute p_change;
		select string_agg(what, ', ') into found_ from core.verify_ticket();
		raise exception using errcode = 'P0009';
	exception when sqlstate 'P0009' then
		return found_;
	end;
end $$;
select is(pg_temp.linked(format('delete from core.link where ticket = %L and reason = ''merged''', pg_temp.k('news'))),
	'What it was merged into was changed.', 'a report with new facts is no longer joined to its first');
select is(pg_temp.linked(format('update core.link set other = %L where ticket = %L and reason = ''repeated''', pg_temp.k('shop'), pg_temp.k('again'))),
	'What it was merged into was changed.', 'a repeated one is joined to another');
select * from finish();
