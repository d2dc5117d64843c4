-- The steps of the procedure and what their documents say of them.
select plan(136);

create function pg_temp.yes(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text
language sql as $$
	select case a->>'verdict' when 'applied' then t.state(p_ticket) else a::text end from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
-- the text of the document issued last
create function pg_temp.paper(p_ticket uuid) returns text language sql as $$
	select body from core.document where ticket = p_ticket order by n desc limit 1;
$$;
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;

-- A decision gives the reason it was made for, not that of another proposal.
insert into k select 'why', t.complaint_in('TS40');
select t.told('station', pg_temp.k('why'), 'terminate', '{"ground": "E6", "found": "N3", "detail": "系职业打假人"}');
select t.told('lead', pg_temp.k('why'), 'reject', '{"note": "无依据"}');
select t.told('recv', pg_temp.k('why'), 'withdraw', '{"how": "1"}');
select is(pg_temp.yes('station', pg_temp.k('why'), 'issue', '{"form": "2608", "to": "respondent"}'), 'TS51 330106013', 'who withdrew has an end of mediation');
select ok(pg_temp.paper(pg_temp.k('why')) !~ '职业打假人' and pg_temp.paper(pg_temp.k('why')) ~ '第〔一〕项', 'which does not say what the leader had sent back');
insert into k select 'why2', t.complaint_in('TS51');
select t.told('station', pg_temp.k('why2'), 'issue', '{"form": "2608", "to": "respondent"}');
select ok(pg_temp.paper(pg_temp.k('why2')) ~ '双方无法达成协议', 'what he approved has its reason');
select is(outcome->>'endreason', '双方无法达成协议', 'which the outcome keeps') from core.ticket where ticket = pg_temp.k('why2');
-- As an older program left it: only the event holds the reason.
update core.ticket set outcome = outcome - 'endreason' where ticket in (pg_temp.k('why'), pg_temp.k('why2'));
select t.told('station', pg_temp.k('why2'), 'issue', '{"form": "2608", "to": "respondent"}');
select ok(pg_temp.paper(pg_temp.k('why2')) ~ '双方无法达成协议', 'also where it was ended before the outcome kept it');
select t.told('station', pg_temp.k('why2'), 'notify', jsonb_build_object('matter', 'terminate', 'party', 'respondent', 'notify', '2', 'notified', now(), 'outcome', 'reached'));
select t.told('station', pg_temp.k('why2'), 'reply', '{"handleadvice": "终止", "notify": "2"}');
select t.told('lead', pg_temp.k('why2'), 'approve');
select t.told('super', pg_temp.k('why2'), 'reopen', '{"reason": "原决定有误"}');
select t.told('station', pg_temp.k('why2'), 'accept', '{"mode": "1", "notify": "2"}');
select t.told('recv', pg_temp.k('why2'), 'withdraw', '{"how": "1"}');
select is(pg_temp.yes('station', pg_temp.k('why2'), 'issue', '{"form": "2608", "to": "respondent"}'), 'TS51 330106013', 'reopened and withdrawn');
select ok(pg_temp.paper(pg_temp.k('why2')) !~ '双方无法达成协议', 'it says nothing from before');

-- A second violation in one mediation is a second report; the same one is not.
insert into k select 'turn', t.complaint_in('TS40');
create function pg_temp.found(p_detail text) returns jsonb language sql as $$
	select jsonb_build_object('found', core.day(now()), 'problem', 'J01', 'detail', p_detail);
$$;
select is(pg_temp.yes('station', pg_temp.k('turn'), 'turn_report', pg_temp.found('货架上有过期食品')), 'TS40 330106013', 'a violation becomes a report');
select is(t.no('station', pg_temp.k('turn'), 'turn_report', pg_temp.found('货架上有过期食品 ')),
	'detail: This violation has been turned into a report already.', 'but once');
select is(pg_temp.yes('station', pg_temp.k('turn'), 'turn_report', pg_temp.found('无证经营')), 'TS40 330106013', 'another one becomes another');
select is(count(*), 2::bigint, 'both are linked') from core.link where ticket = pg_temp.k('turn') and reason = 'turned';
select is(count(*), 2::bigint, 'each in its own time') from core.link l join core.clock c on c.ticket = l.other
where l.ticket = pg_temp.k('turn') and c.base = 'D04' and c.stopped is null;

-- An internal unit that returned a report is not the only choice.
insert into core.unit (code, name, short_name, parent, tier, division, above, epoch)
select c, n, n, '330100000', 'S', division, array['330100000'] || above, nextval('core.epoch')
from core.unit, (values ('330100S01', '市局消保处'), ('330100S02', '市局执法处')) x(c, n) where code = '330100000';
select core.enrol('team1', '消保处', '0610', '330100S01', '{r04,r05}');
insert into k select 'across', t.register(t.report());
select t.told('disp', pg_temp.k('across'), 'assign', '{"unit": "330100S01", "direction": "104"}');
select is(pg_temp.yes('team1', pg_temp.k('across'), 'return', '{"reason": "8", "detail": "属执法处"}'), 'JB12 330100000', 'what an internal unit returns');
select is(pg_temp.yes('disp', pg_temp.k('across'), 'assign', '{"unit": "330100S02", "direction": "104"}'), 'JB11 330100S02', 'is assigned to another');

-- Officers are persons, not free text.
select is(array[core.name_count('"张三,张三"'), core.name_count('"张三、李四 张三"'), core.name_count('["张三", " 张三", ""]'), core.name_count('["张三", "李四"]')],
	'{1,2,1,2}', 'who is named twice is one');

-- The receiver prints the paper to be signed at the counter before the complainant leaves.
insert into k select 'counter', t.register(t.complaint() || '{"incform": "4"}');
select is(pg_temp.yes('recv', pg_temp.k('counter'), 'issue', '{"form": "2601"}'), 'TS10 330100000', 'who registered issues the form of registration');
select ok(pg_temp.paper(pg_temp.k('counter')) ~ '张三丰', 'with who complained');
select is(t.no('recv', pg_temp.k('counter'), 'issue', '{"form": "X5", "content": "限期", "until": "2099-01-01"}'),
	'form: This document is issued by: %s.', 'and no other document');
select is(pg_temp.yes('recv', pg_temp.k('counter'), 'void_document', '{"document": "1", "reason": "填错"}'), 'TS10 330100000', 'and declares it void');
insert into k select 'counter2', t.register(t.report() || '{"incform": "4"}');
select is(pg_temp.yes('recv', pg_temp.k('counter2'), 'issue', '{"form": "2602"}'), 'JB10 330100000', 'of a report as well');
select core.enrol('recv2', '另一接线员', '0620', '330100000', '{r01}');
select is(t.no('recv2', pg_temp.k('counter2'), 'issue', '{"form": "2602"}'),
	'form: Only who handles the report may know who reported.', 'but not by a receiver who did not take it');

-- A call back after publication is recorded too.
insert into k select 'called', t.complaint_in('TS70');
update core.ticket set state = 'TS85', outcome = outcome || '{"callback": "1", "satisfied": "5"}' where ticket = pg_temp.k('called');
select is(pg_temp.yes('back', pg_temp.k('called'), 'issue', '{"form": "X10", "content": "满意"}'), 'TS85 330106013', 'published: the record of the call can be issued');
update core.ticket set state = 'TS90' where ticket = pg_temp.k('called');
select is(pg_temp.yes('back', pg_temp.k('called'), 'issue', '{"form": "X10", "content": "满意"}'), 'TS90 330106013', 'and when it is filed away');

-- Only one dispute with one trader is merged (order 121 article 12).
create function pg_temp.main(p_ticket uuid) returns jsonb language sql as $$
	select jsonb_build_object('main', regno, 'consent', 'true') from core.ticket where ticket = p_ticket;
$$;
create function pg_temp.before(p_minutes integer) returns jsonb language sql as $$
	select jsonb_build_object('received', now() - p_minutes * interval '1 minute');
$$;
insert into k select 'main', t.complaint_in('TS20', t.complaint() || pg_temp.before(90) || '{"uscc": "", "invname": "杭州 西湖（食品）店"}');
insert into k select 'stranger', t.complaint_in('TS20', t.complaint() || '{"invname": "杭州西湖服装店"}');
select is(t.no('clerk', pg_temp.k('stranger'), 'merge', pg_temp.main(pg_temp.k('main'))),
	'main: That ticket is about another respondent (%s): only a dispute with the same one is handled as one.', 'another respondent is another dispute');
select is(string_agg(base, ' '), 'D01', 'whose time runs on') from core.clock where ticket = pg_temp.k('stranger') and stopped is null;
create function pg_temp.op(a_code text, a_name text, b_code text, b_name text) returns boolean language plpgsql as $$
declare
	a core.ticket;
	b core.ticket;
begin
	a.uscc := a_code; a.respondent := a_name; b.uscc := b_code; b.respondent := b_name;
	return core.same_operator(a, b);
end $$;
select is(array[pg_temp.op('A', '甲店', 'A', '甲公司'), pg_temp.op('A', '甲店', 'B', '甲店'), pg_temp.op(null, '甲 店（一）', 'B', '甲店(一)'),
	pg_temp.op(null, '', null, ''), pg_temp.op('A', '甲店', null, '乙店')], '{t,f,t,f,f}', 'codes decide where both are known, else the names');
insert into k select 'late', t.register(t.complaint() || pg_temp.before(80) || '{"invname": "杭州西湖(食品)店"}');
insert into k select 'soon', t.complaint_in('TS20', t.complaint() || pg_temp.before(70) || '{"invname": "杭州西湖(食品)店"}');
select is(t.no('clerk', pg_temp.k('soon'), 'merge', pg_temp.main(pg_temp.k('late'))),
	'main: There is no such ticket of this kind, or it is not yours.', 'what is not yet with this office is not seen');
select t.told('disp', pg_temp.k('late'), 'assign', '{"unit": "330106000"}');
update core.clock set due = due + 1 where ticket = pg_temp.k('late') and base = 'D01';
select is(t.no('clerk', pg_temp.k('soon'), 'merge', pg_temp.main(pg_temp.k('late'))),
	'main: This ticket is to be decided by %s, that one would be later: merge once it was accepted, or decide this one.', 'nobody loses the day of his decision');
select t.told('clerk', pg_temp.k('late'), 'sign');
select is(t.no('clerk', pg_temp.k('soon'), 'merge', pg_temp.main(pg_temp.k('late'))),
	'main: This ticket is to be decided by %s, that one would be later: merge once it was accepted, or decide this one.', 'not by one day');
-- several complainants with their agents
insert into k select 'group', t.complaint_in('TS20', t.complaint() || '{"pname": "鹤一", "mobile": "13955550001", "inccall": "13955550001", "invname": "杭州西湖(食品)店"}');
select t.told('clerk', pg_temp.k('group'), 'join', '{"pname": "鹤二", "mobile": "13955550002", "paddr": "鹤街", "consent": "true"}');
select t.told('clerk', pg_temp.k('group'), 'empower', '{"pname": "鹤代理", "mobile": "13955550009", "certype": "111", "cerno": "33010219800101123X", "matter": "投诉", "scope": "1", "until": "2099-01-01", "original": "true"}');
select is(t.no('clerk', pg_temp.k('group'), 'empower', '{"for": "9", "pname": "鹤代理", "certype": "111", "cerno": "33010219800101123X", "matter": "投诉", "scope": "1", "until": "2099-01-01", "original": "true"}'),
	'for: There is no such person in the complaint.', 'an agent acts for one who complains');
select is(t.no('clerk', pg_temp.k('group'), 'merge', pg_temp.main(pg_temp.k('main')) - 'consent'),
	'consent: Several complain here: merging needs the consent of each.', 'each of those who complain consents');
select is(pg_temp.yes('clerk', pg_temp.k('group'), 'merge', pg_temp.main(pg_temp.k('main'))), 'TS95 330106000', 'the same respondent, written otherwise, is one');
select is(string_agg(n || role || name || coalesce(acts_for::text, ''), ' ' order by n), '2joint鹤一 3joint鹤二 4agent鹤代理2', 'all who complain come with it, and who acts for them')
from core.party where ticket = pg_temp.k('main') and ended is null;
select is(core.joint_represented(t, core.day(now())), '{2,3}', 'who is represented is asked') from core.ticket t where ticket = pg_temp.k('main');
select is(e.payload->>'person', '2, 3', 'the main ticket says who came') from core.event e where ticket = pg_temp.k('main') and action = 'merged_in';
select is(pg_temp.yes('clerk', pg_temp.k('main'), 'revoke', '{"for": "2", "reason": "解除"}'), 'TS20 330106000', 'an agent of one of them ends');
select is(t.no('clerk', pg_temp.k('main'), 'revoke', '{"reason": "解除"}'), ': Nobody acts for the complainant here.', 'the first has none');
select is(pg_temp.yes('clerk', pg_temp.k('group'), 'unmerge', '{"reason": "非同一事项"}'), 'TS20 330106000', 'taken apart');
select is(count(*), 0::bigint, 'all of them go') from core.party where ticket = pg_temp.k('main') and ended is null;
select is((select string_agg(core.check_chain(ticket), ', ') from core.ticket where ticket in (select id from k)), null, 'and every chain holds');

-- Food Safety Law article 115 applies to complaints as well.
insert into k select 'food', t.complaint_in('TS20', t.complaint() || '{"problem": "Q03"}');
select is(t.no('clerk', pg_temp.k('food'), 'decline', '{"ground": "N1", "detail": "不属职责"}'),
	'transfer_to: A matter of food safety is transferred to whoever is competent (Food Safety Law article 115).', 'food of others is transferred');
select is(t.no('clerk', pg_temp.k('food'), 'decline', '{"ground": "N4", "detail": "超期", "transfer_to": "农业农村局"}'),
	'transfer_to: This ground does not ask for it.', 'on the ground of missing competence alone');
select is(pg_temp.yes('clerk', pg_temp.k('food'), 'decline', '{"ground": "N1", "detail": "不属职责", "transfer_to": "农业农村局"}'), 'TS22 330106000', 'named, it is proposed');
select t.told('lead', pg_temp.k('food'), 'approve');
select is(pg_temp.yes('clerk', pg_temp.k('food'), 'issue', '{"form": "2606"}'), 'TS31 330106000', 'the decision');
select ok(pg_temp.paper(pg_temp.k('food')) ~ '移交：农业农村局', 'says where it went');
select is(t.no('clerk', pg_temp.k('food'), 'reply', '{"handleadvice": "不属职责", "notify": "2"}'),
	'notify: In a matter of food safety the notice is in writing (Food Safety Law article 115).', 'and is not told by telephone');
select is(pg_temp.yes('clerk', pg_temp.k('food'), 'reply', '{"handleadvice": "不属职责", "notify": "5"}'), 'TS60 330106000', 'but in writing');
insert into k select 'food2', t.complaint_in('TS20', t.complaint() || '{"problem": "Q03"}');
select is(pg_temp.yes('clerk', pg_temp.k('food2'), 'decline', '{"ground": "N2", "detail": "法院已受理"}'), 'TS22 330106000', 'food on another ground');
select t.told('lead', pg_temp.k('food2'), 'approve');
select is(pg_temp.yes('clerk', pg_temp.k('food2'), 'reply', '{"handleadvice": "法院已受理", "notify": "2"}'), 'TS60 330106000', 'is told like any other');
insert into k select 'food20', t.complaint_in('TS20', t.complaint() || '{"problem": "Q03", "received": "2026-04-10T10:00:00+08:00", "buydate": "2026-04-01"}');
select is(t.no('clerk', pg_temp.k('food20'), 'decline', '{"ground": "O1", "detail": "不属职责"}'),
	'transfer_to: A matter of food safety is transferred to whoever is competent (Food Safety Law article 115).', 'the law held under order 20 too');
insert into k select 'cloth', t.complaint_in('TS20', t.complaint() || '{"problem": "Q01"}');
select is(pg_temp.yes('clerk', pg_temp.k('cloth'), 'decline', '{"ground": "N1", "detail": "不属职责"}'), 'TS22 330106000', 'what is no food need not go anywhere');
-- A report made beside a complaint has its kind of problem.
insert into k select 'two', t.complaint_in('TS20', t.complaint() || '{"problem": "Q03"}');
select is(t.no('clerk', pg_temp.k('two'), 'split', '{"kind": "report", "content": "出售过期食品", "invname": "另一家店"}'),
	'problem: This must be filled in.', 'a report split off says of what kind');
select is(t.no('clerk', pg_temp.k('two'), 'split', '{"kind": "report", "problem": "Q03", "content": "出售过期食品", "invname": "另一家店"}'),
	'problem: There is no such code: %s.', 'of violation');
select is(pg_temp.yes('clerk', pg_temp.k('two'), 'split', '{"kind": "report", "problem": "J01", "content": "出售过期食品", "invname": "另一家店"}'), 'TS20 330106000', 'then it is one');
select ok(core.is_food(x.facts), 'known to be of food') from core.link l join core.ticket x on x.ticket = l.other
where l.ticket = pg_temp.k('two') and l.reason = 'split';

-- Mediation finds that another authority is competent.
insert into k select 'food3', t.complaint_in('TS40', t.complaint() || '{"problem": "Q03"}');
select is(t.no('station', pg_temp.k('food3'), 'terminate', '{"ground": "E6", "found": "N1", "detail": "不属职责"}'),
	'transfer_to: A matter of food safety is transferred to whoever is competent (Food Safety Law article 115).', 'found later, it is transferred as well');
select is(t.no('station', pg_temp.k('food3'), 'terminate', '{"ground": "E6", "found": "N2", "detail": "法院受理", "transfer_to": "农业农村局"}'),
	'transfer_to: This ground does not ask for it.', 'nowhere else');
select is(pg_temp.yes('station', pg_temp.k('food3'), 'terminate', '{"ground": "E6", "found": "N1", "detail": "不属职责", "transfer_to": "农业农村局"}'), 'TS43 330106013', 'named, ending is proposed');
select t.told('lead', pg_temp.k('food3'), 'approve');
select t.told('station', pg_temp.k('food3'), 'issue', '{"form": "2608", "to": "complainant"}');
select ok(pg_temp.paper(pg_temp.k('food3')) ~ '移交：农业农村局', 'the decision says where it went');
select is(t.no('station', pg_temp.k('food3'), 'reply', '{"handleadvice": "不属职责", "notify": "2"}'),
	'notify: In a matter of food safety the notice is in writing (Food Safety Law article 115).', 'told in writing');

-- Complainant, respondent and address are known (order 121 article 10, I1).
insert into k select 'where', t.register(t.complaint() - 'invaddr' || '{"_marks": {"invaddr": "unknown"}}');
select is(t.state(pg_temp.k('where')), 'TS10 330100000', 'a call is taken down though the caller does not know where the shop is');
select t.told('disp', pg_temp.k('where'), 'assign', '{"unit": "330106000"}');
select t.told('clerk', pg_temp.k('where'), 'sign');
select is(t.no('clerk', pg_temp.k('where'), 'accept', '{"mode": "1", "notify": "2"}'),
	'invaddr: The address of the respondent is not known yet: give it here once it is found, or ask the complainant, or return the ticket.', 'but not accepted so');
select is(pg_temp.yes('clerk', pg_temp.k('where'), 'accept', '{"mode": "1", "notify": "2", "invaddr": "西湖区古墩路99号"}'), 'TS30 330106000', 'found out, it is');
select is((facts->>'invaddr') || (facts->'_marks')::text, '西湖区古墩路99号{}', 'and the ticket knows it') from core.ticket where ticket = pg_temp.k('where');
select is(core.check_chain(pg_temp.k('where')), null, 'the chain holds');
select is((select count(*) from core.verify_ticket()), 0::bigint, 'and so does the record');
insert into k select 'where20', t.register(t.complaint() - 'invaddr' || '{"_marks": {"invaddr": "unknown"}, "received": "2026-04-10T10:00:00+08:00", "buydate": "2026-04-01"}');
select t.told('disp', pg_temp.k('where20'), 'assign', '{"unit": "330106000"}');
select t.told('clerk', pg_temp.k('where20'), 'sign');
select is(t.tell('clerk', pg_temp.k('where20'), 'accept', '{"mode": "1", "notify": "2"}')->'args', '["令20§9"]', 'the article is that of the order it was received under');
select is(t.tell('clerk', (select t.complaint_in('TS20')), 'join', '{"pname": "某某", "mobile": "13955550003", "consent": "true", "_marks": {"paddr": "declined"}}')->>'field',
	'paddr', 'who joins has an address too');
-- also of a second matter
insert into k select 'half', t.complaint_in('TS20', t.complaint() - 'invaddr' || '{"_marks": {"invaddr": "unknown"}}');
select is(t.no('clerk', pg_temp.k('half'), 'split', '{"kind": "complaint", "content": "另一件事", "invname": ""}'), 'invname: This must be filled in.', 'a second matter has a respondent');
select is(t.no('clerk', pg_temp.k('half'), 'split', '{"kind": "complaint", "content": "另一件事", "demand": []}'), 'demand: This must be filled in.', 'and a demand');
insert into k select 'half2', t.complaint_in('TS20');
select is(t.no('clerk', pg_temp.k('half2'), 'split', '{"kind": "complaint", "content": "另一件事", "invname": "另一家店"}'),
	'invaddr: This must be filled in.', 'of which it says where');
select is(pg_temp.yes('clerk', pg_temp.k('half2'), 'split', '{"kind": "complaint", "content": "另一件事", "invname": "另一家店", "_marks": {"invaddr": "unknown"}}'), 'TS20 330106000', 'or that it is not known');
select is(x.facts->'_marks'->>'invaddr', 'unknown', 'which it keeps') from core.link l join core.ticket x on x.ticket = l.other
where l.ticket = pg_temp.k('half2') and l.reason = 'split';

-- An agreement rests on an existing paper (order 121 article 24, I6).
insert into k select 'agreed', t.complaint_in('TS40');
create function pg_temp.agree(p jsonb) returns jsonb language sql as $$
	select '{"paper": "performed", "redecolos": "128.00", "detail": "退款"}'::jsonb || p;
$$;
select is(t.no('station', pg_temp.k('agreed'), 'agree', pg_temp.agree('{}')),
	'paper: Without a mediation paper a mediation record is kept: issue it first (form X9).', 'done at once: with a record');
select is(t.no('station', pg_temp.k('agreed'), 'agree', pg_temp.agree('{"paper": "杭西市监调〔2026〕第999号"}')),
	'paper: No mediation paper %s was issued on this ticket: issue it first and give its number; or performed, or waived, with a mediation record.', 'no number is made up');
select is(pg_temp.yes('station', pg_temp.k('agreed'), 'issue', '{"form": "2609", "content": "退款", "people": "吴磊"}'), 'TS40 330106013', 'the paper is issued while they sit together');
select is(pg_temp.yes('station', pg_temp.k('agreed'), 'void_document', '{"document": "1", "reason": "填错"}'), 'TS40 330106013', 'void');
select is(t.no('station', pg_temp.k('agreed'), 'agree', pg_temp.agree('{"paper": "2609"}')),
	'paper: No mediation paper %s was issued on this ticket: issue it first and give its number; or performed, or waived, with a mediation record.', 'it is none');
select t.told('station', pg_temp.k('agreed'), 'issue', '{"form": "2609", "content": "退款", "people": "吴磊"}');
select is(t.no('station', pg_temp.k('agreed'), 'agree', pg_temp.agree('{"paper": "2609", "tortype": "zz"}')), 'tortype: There is no such code: %s.', 'codes are looked up');
select is(t.no('station', pg_temp.k('agreed'), 'agree', pg_temp.agree('{"paper": "2609", "defobl": "zz"}')), 'defobl: There is no such code: %s.', 'each of them');
select is(t.no('station', pg_temp.k('agreed'), 'agree', pg_temp.agree('{"paper": "2609", "cheatsign": "maybe"}')), 'cheatsign: This is answered with true or false.', 'fraud is yes or no');
select is(pg_temp.yes('station', pg_temp.k('agreed'), 'agree', pg_temp.agree('{"paper": "2609"}')), 'TS50 330106013', 'agreed');
select is(outcome->>'paper', (select number from core.document d where d.ticket = pg_temp.k('agreed') and n = 2), 'on the paper with its number') from core.ticket where ticket = pg_temp.k('agreed');
insert into k select 'agreed2', t.complaint_in('TS40');
select is(t.no('station', pg_temp.k('agreed2'), 'agree', pg_temp.agree(jsonb_build_object('paper', outcome->'paper'))),
	'paper: No mediation paper %s was issued on this ticket: issue it first and give its number; or performed, or waived, with a mediation record.', 'not on that of another') from core.ticket where ticket = pg_temp.k('agreed');
select t.told('station', pg_temp.k('agreed2'), 'appraise', jsonb_build_object('body', '省质检院', 'chosen', '1', 'fee', '2', 'since', core.day(now()), 'item', '成分'));
select t.record('station', pg_temp.k('agreed2'));
select is(pg_temp.yes('station', pg_temp.k('agreed2'), 'agree', pg_temp.agree('{"paper": "waived"}')), 'TS50 330106013', 'both want none: with a record, also while it is appraised');
insert into k select 'agreed20', t.complaint_in('TS40', t.complaint() || '{"received": "2026-04-10T10:00:00+08:00", "buydate": "2026-04-01"}');
select is(t.tell('station', pg_temp.k('agreed20'), 'agree', pg_temp.agree('{}'))->'args', '[]', 'order 20 has no article we know of');

-- The county decides, its stations prepare (DOMAIN 2.2).
select core.enrol('chief', '所长', '0630', '330106013', '{r06}');
insert into k select 'chief', t.complaint_in('TS40');
select t.told('station', pg_temp.k('chief'), 'terminate', '{"ground": "E2", "detail": "拒绝"}');
select is(t.no('chief', pg_temp.k('chief'), 'approve'), ': A station prepares this decision; it is taken at %s.', 'the head of a station does not end mediation');
select core.grant_duty('chief', 'r06', '330106000');
select is(pg_temp.yes('chief', pg_temp.k('chief'), 'approve'), 'TS51 330106013', 'who leads the county as well does');
select is(by_unit, '330106000', 'as the county') from core.event where ticket = pg_temp.k('chief') and action = 'approve';
select core.enrol('chief2', '副所长', '0631', '330106013', '{r06}');
insert into k select 'chief2', t.complaint_in('TS20');
select t.told('clerk', pg_temp.k('chief2'), 'pass', '{"unit": "330106013"}');
select t.told('station', pg_temp.k('chief2'), 'decline', '{"ground": "N2", "detail": "法院已受理"}');
select is(t.no('chief2', pg_temp.k('chief2'), 'approve'), ': A station prepares this decision; it is taken at %s.', 'nor declines');
select is(pg_temp.yes('chief2', pg_temp.k('chief2'), 'reject', '{"note": "补充"}'), 'TS20 330106013', 'he reviews it');
select t.told('station', pg_temp.k('chief2'), 'decline', '{"ground": "N2", "detail": "法院已受理"}');
select core.set_setting('station_decides', '1');
select is(pg_temp.yes('chief2', pg_temp.k('chief2'), 'approve'), 'TS31 330106013', 'unless it was settled so');
select core.set_setting('station_decides', '0');

-- No failure of a mediation that never took place.
insert into k select 'never', t.complaint_in('TS30');
select is(t.no('clerk', pg_temp.k('never'), 'terminate', '{"ground": "E3", "detail": "无法达成"}'),
	'ground: This ground is for what was mediated and failed; no mediation is on record here.', 'not mediated, not failed');
select is(pg_temp.yes('clerk', pg_temp.k('never'), 'terminate', '{"ground": "E2", "detail": "拒绝"}'), 'TS43 330106000', 'who refuses ends it');
insert into k select 'never20', t.complaint_in('TS30', t.complaint() || '{"received": "2026-04-10T10:00:00+08:00", "buydate": "2026-04-01"}');
select is(t.no('clerk', pg_temp.k('never20'), 'terminate', '{"ground": "G4", "detail": "无法达成"}'),
	'ground: This ground is for what was mediated and failed; no mediation is on record here.', 'under order 20 as well');
select t.told('clerk', pg_temp.k('never20'), 'mediate', '{"consent_complainant": "true", "consent_respondent": "true", "method": "5"}');
select is(pg_temp.yes('clerk', pg_temp.k('never20'), 'terminate', '{"ground": "G4", "detail": "无法达成"}'), 'TS43 330106000', 'mediated, it may');

-- The leader rejects the wording, or the decision.
create function pg_temp.clock(p_ticket uuid, p_base text) returns text language sql as $$
	select start || ' ' || due || ' ' || (stopped is null) from core.clock where ticket = p_ticket and base = p_base;
$$;
create temporary table back as select 'a' as name, pg_temp.clock(id, 'D02') as was, id from (select t.complaint_in('TS40') as id) x
	union all select 'e', pg_temp.clock(id, 'D02'), id from (select t.complaint_in('TS40') as id) x
	union all select 'd', pg_temp.clock(id, 'D01'), id from (select t.complaint_in('TS20') as id) x;
insert into k select 'back_' || name, id from back;
select t.record('station', pg_temp.k('back_a'));
select t.told('station', pg_temp.k('back_a'), 'agree', pg_temp.agree('{}'));
select t.told('station', pg_temp.k('back_a'), 'reply', '{"handleadvice": "已退款", "notify": "2"}');
select is(t.no('lead', pg_temp.k('back_a'), 'reject', '{"note": "x", "back": "examine"}'), 'back: This complaint was accepted: it is mediated further, not examined anew.', 'what was accepted is');
select is(pg_temp.yes('lead', pg_temp.k('back_a'), 'reject', '{"note": "写明经过"}'), 'TS50 330106013', 'the words are mended where they were written');
select t.told('station', pg_temp.k('back_a'), 'reply', '{"handleadvice": "已退款128元", "notify": "2"}');
select is(pg_temp.yes('lead', pg_temp.k('back_a'), 'reject', '{"note": "协议显失公平", "back": "mediate"}'), 'TS40 330106013', 'an agreement that is none is mediated further');
select is(pg_temp.clock(id, 'D02'), was, 'in the time there was, as if it had not stopped') from back where name = 'a';
select is(t.due, c.due, 'and is listed so') from core.ticket t join core.clock c using (ticket) where t.ticket = pg_temp.k('back_a') and c.base = 'D02';
select is(outcome - '{mode,method,acctime}'::text[], '{}', 'nothing of it is kept') from core.ticket where ticket = pg_temp.k('back_a');
select is(pg_temp.yes('station', pg_temp.k('back_a'), 'terminate', '{"ground": "E3", "detail": "未达成"}'), 'TS43 330106013', 'it may end otherwise');
select t.told('station', pg_temp.k('back_e'), 'terminate', '{"ground": "E3", "detail": "未达成"}');
select t.told('lead', pg_temp.k('back_e'), 'approve');
select t.told('station', pg_temp.k('back_e'), 'notify', jsonb_build_object('matter', 'terminate', 'party', 'respondent', 'notify', '2', 'notified', now(), 'outcome', 'reached'));
select t.told('station', pg_temp.k('back_e'), 'reply', '{"handleadvice": "终止", "notify": "2"}');
select is(pg_temp.yes('lead', pg_temp.k('back_e'), 'reject', '{"note": "再调", "back": "mediate"}'), 'TS40 330106013', 'so is what was ended');
select is(pg_temp.clock(id, 'D02'), was, 'in the same time') from back where name = 'e';
select is(string_agg(base, ' '), 'D02', 'nobody is to be told of what is undone') from core.clock where ticket = pg_temp.k('back_e') and stopped is null;
select t.told('station', pg_temp.k('back_e'), 'terminate', '{"ground": "E2", "detail": "拒绝"}');
select t.told('lead', pg_temp.k('back_e'), 'approve');
select is(string_agg(base, ' '), 'D03', 'ended again, both are told anew') from core.clock where ticket = pg_temp.k('back_e') and stopped is null;
select t.told('clerk', pg_temp.k('back_d'), 'decline', '{"ground": "N2", "detail": "法院已受理"}');
select t.told('lead', pg_temp.k('back_d'), 'approve');
select t.told('clerk', pg_temp.k('back_d'), 'reply', '{"handleadvice": "不予受理", "notify": "2"}');
select is(t.no('lead', pg_temp.k('back_d'), 'reject', '{"note": "x", "back": "mediate"}'), 'back: This complaint was declined: it is examined anew, not mediated.', 'what was declined is not');
select is(pg_temp.yes('lead', pg_temp.k('back_d'), 'reject', '{"note": "应当受理", "back": "examine"}'), 'TS20 330106000', 'but examined anew');
select is(pg_temp.clock(id, 'D01'), was, 'I9: in the time there was') from back where name = 'd';
select is(pg_temp.yes('clerk', pg_temp.k('back_d'), 'accept', '{"mode": "1", "notify": "2"}'), 'TS30 330106000', 'and can be accepted');
select ok(not outcome ? 'naccode', 'nothing of the other decision is left') from core.ticket where ticket = pg_temp.k('back_d');
insert into k select 'back_w', t.complaint_in('TS40');
select t.told('recv', pg_temp.k('back_w'), 'withdraw', '{"how": "1"}');
select t.told('station', pg_temp.k('back_w'), 'notify', jsonb_build_object('matter', 'terminate', 'party', 'respondent', 'notify', '2', 'notified', now(), 'outcome', 'reached'));
select t.told('station', pg_temp.k('back_w'), 'reply', '{"handleadvice": "撤回", "notify": "2"}');
select is(t.no('lead', pg_temp.k('back_w'), 'reject', '{"note": "x", "back": "mediate"}'),
	'back: The complainant withdrew: no decision is undone, only the wording can be mended.', 'who withdrew is not mediated');
select is(pg_temp.yes('lead', pg_temp.k('back_w'), 'reject', '{"note": "x", "back": "wording"}'), 'TS51 330106013', 'his words are mended');
select is(string_agg(base, ' '), null, 'who was told stays told') from core.clock where ticket = pg_temp.k('back_w') and stopped is null;
select is((select string_agg(core.check_chain(ticket), ', ') from core.ticket where ticket in (select id from k)), null, 'and every chain holds');

-- Documents name agents and joint complainants (order 121 articles 11 and 12, form nine).
insert into k select 'people', t.complaint_in('TS40', t.complaint() || '{"invcontact": "店长老钱"}');
select t.told('station', pg_temp.k('people'), 'join', '{"pname": "赵六", "mobile": "13700000006", "paddr": "六合路6号", "consent": "true"}');
select t.told('station', pg_temp.k('people'), 'join', '{"pname": "孙七", "mobile": "13700000007", "paddr": "七宝路7号", "consent": "true"}');
select t.told('station', pg_temp.k('people'), 'leave', '{"person": "3", "how": "1"}');
create function pg_temp.empower(p jsonb) returns jsonb language sql as $$
	select '{"certype": "111", "cerno": "33010219800101123X", "matter": "投诉", "scope": "2", "until": "2099-01-01", "original": "true"}'::jsonb || p;
$$;
select t.told('station', pg_temp.k('people'), 'empower', pg_temp.empower('{"pname": "前代理", "mobile": "13700000008"}'));
select t.told('station', pg_temp.k('people'), 'empower', pg_temp.empower('{"pname": "李代理", "mobile": "13700000009"}'));
select t.told('station', pg_temp.k('people'), 'empower', pg_temp.empower('{"for": "2", "pname": "赵代理", "mobile": "13700000010"}'));
select t.told('station', pg_temp.k('people'), 'issue', '{"form": "2609", "content": "退款", "people": "吴磊", "respondent_agent": "钱代理，13700000011"}');
select ok(pg_temp.paper(pg_temp.k('people')) ~ E'\n委托代理人：李代理　　联系电话：13700000009\n', 'form nine names the agent and how he is reached');
select ok(pg_temp.paper(pg_temp.k('people')) !~ '前代理|孙七', 'not who acts or complains no longer');
select ok(pg_temp.paper(pg_temp.k('people')) ~ '赵六（电话：13700000006，地址：六合路6号，委托代理人：赵代理，代理人电话：13700000010）', 'each who complains, with his own agent');
select ok(pg_temp.paper(pg_temp.k('people')) ~ E'\n委托代理人：钱代理，13700000011\n', 'and the agent of the shop');
select ok(pg_temp.paper(pg_temp.k('people')) !~ '店长老钱', 'whose contact is no agent');
select ok(shown !~ '13700000006|13700000009|13700000010|赵六（|李代理|六合路', 'masked where it is only shown') from core.document where ticket = pg_temp.k('people') order by n desc limit 1;
select t.told('station', pg_temp.k('people'), 'issue', '{"form": "2609", "content": "退款", "people": "吴磊"}');
select ok(pg_temp.paper(pg_temp.k('people')) ~ E'\n委托代理人：　+联系电话：　+联系地址：\n', 'none where none is named');
select t.told('station', pg_temp.k('people'), 'issue', '{"form": "2601"}');
select ok(pg_temp.paper(pg_temp.k('people')) ~ '李代理 \| 联系电话 \| 13700000009' and pg_temp.paper(pg_temp.k('people')) ~ '共同投诉人 \| 赵六（', 'the form of registration as well');
select t.told('station', pg_temp.k('people'), 'issue', jsonb_build_object('form', '2607', 'to', 'respondent', 'time', now() + interval '2 days', 'place', '所', 'people', '吴磊', 'days', '3'));
select ok(pg_temp.paper(pg_temp.k('people')) ~ '投诉人：张三丰、赵六', 'the shop learns who complains');
select ok(pg_temp.paper(pg_temp.k('people')) !~ '1370000|六合路|代理人：', 'and not how they are reached');
select t.record('station', pg_temp.k('people'));
select ok(pg_temp.paper(pg_temp.k('people')) ~ '张三丰、赵六 \| 委托代理人 \| 李代理', 'the record names them');
insert into k select 'typed', t.complaint_in('TS40', t.complaint() || '{"agent": "周代理,13700000012", "joint": "吴八"}');
select t.told('station', pg_temp.k('typed'), 'issue', '{"form": "2609", "content": "退款", "people": "吴磊"}');
select ok(pg_temp.paper(pg_temp.k('typed')) ~ '周代理,13700000012' and pg_temp.paper(pg_temp.k('typed')) ~ E'\n共同投诉人：吴八\n', 'what was only typed at intake is not lost');
insert into k select 'alone', t.complaint_in('TS30');
select t.told('clerk', pg_temp.k('alone'), 'issue', '{"form": "2605"}');
select ok(pg_temp.paper(pg_temp.k('alone')) ~ E'\n<< 张三丰：\n', 'who complains alone is addressed alone');
select ok((select count(*) from core.verify_ticket()) = 0, 'and all is in order');

-- Refusals on a ticket of order 20 cite order 20, or no article.
insert into k select 'old', t.complaint_in('TS30', t.complaint() || '{"received": "2026-04-10T10:00:00+08:00", "buydate": "2026-04-01"}');
insert into k select 'new', t.complaint_in('TS30');
create function pg_temp.by(p_name text, p_action text, p_payload jsonb) returns text language sql as $$
	select (a->>'field') || ' ' || (a->'args')::text from t.tell('clerk', pg_temp.k(p_name), p_action, p_payload) a;
$$;
select is(array[pg_temp.by('new', 'mediate', p), pg_temp.by('old', 'mediate', p)], '{"consent_respondent [\"令121§18\"]","consent_respondent []"}', 'consent')
from (select '{"consent_complainant": "true", "consent_respondent": "false", "method": "5"}'::jsonb as p) x;
select is(array[pg_temp.by('new', 'mediate', p), pg_temp.by('old', 'mediate', p)], '{"place [\"令121§20\"]","place []"}', 'on the spot')
from (select jsonb_build_object('consent_complainant', 'true', 'consent_respondent', 'true', 'method', '2', 'time', now()) as p) x;
select is(array[pg_temp.by('new', 'empower', p), pg_temp.by('old', 'empower', p)], '{"original [\"令121§11\"]","original [\"令20§10\"]"}', 'agents')
from (select pg_temp.empower('{"pname": "甲", "original": "false"}') as p) x;
select is(array[pg_temp.by('new', 'join', p), pg_temp.by('old', 'join', p)], '{"consent [\"令121§12\"]","consent []"}', 'together')
from (select '{"pname": "甲", "mobile": "13700000013", "paddr": "某路", "consent": "false"}'::jsonb as p) x;
select is(array[pg_temp.by('new', 'notify', p), pg_temp.by('old', 'notify', p)], '{"notify [\"令121§15\"]","notify [\"令20§14\"]"}', 'telling')
from (select jsonb_build_object('matter', 'accept', 'party', 'complainant', 'notify', '9', 'notified', now(), 'outcome', 'reached') as p) x;
select is((select string_agg(code, ' ') from core.code where tbl = 'rule_20' and name !~ '^令20§'), null, 'what is known of order 20 is of order 20');

select * from finish();
