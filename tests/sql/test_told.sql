-- A clock that requires a notice stops only by a valid entry of the ledger (order 121 articles 15 and 23,
-- order 20 article 31): a step that tells a party makes the entry, nothing else stops the clock, and
-- retracting the entry lets it run on.
select plan(57);

create function pg_temp.no(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text
language sql as $$
	select case a->>'verdict' when 'refused' then (a->>'field') || ': ' || (a->>'text') || case when a->>'text' like '%\%s%' then ' ' || (a->>'args') else '' end
		else a->>'verdict' end
	from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
create function pg_temp.yes(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text
language sql as $$
	select case a->>'verdict' when 'applied' then a->>'state' else a::text end from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
create function pg_temp.ledger(p_ticket uuid) returns text language sql as $$
	select coalesce(string_agg(concat_ws(' ', matter, party, channel, outcome), '; ' order by n), '') from core.notice where ticket = p_ticket;
$$;
create function pg_temp.owed(p_ticket uuid) returns text language sql as $$
	select coalesce(string_agg(matter || ' ' || party, '; ' order by matter, party), '') from core.still_to_tell(p_ticket);
$$;
create function pg_temp.notice(p_matter text, p_party text, p_more jsonb default '{}') returns jsonb language sql as $$
	select jsonb_build_object('matter', p_matter, 'party', p_party, 'notify', '2', 'notified', now(), 'outcome', 'reached') || p_more;
$$;
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
create temporary table nine as select 'notify: This is no way of telling anybody.' as said;
create function pg_temp.old(p jsonb default t.complaint()) returns jsonb language sql as $$
	select p - '{buydate,disputedate}'::text[] || '{"received": "2026-04-14T10:00:00+08:00"}';
$$;

-- accepting
insert into k select 'a', t.complaint_in('TS20');
select is(pg_temp.no('clerk', pg_temp.k('a'), 'accept', '{"mode": "1", "notify": "9"}'), said, '"no reply needed" accepts nothing') from nine;
select is(pg_temp.no('clerk', pg_temp.k('a'), 'accept', jsonb_build_object('mode', '1', 'notify', '2', 'notified', now() + interval '1 year')),
	'notified: This time lies ahead.', 'nobody was told next year');
select is(pg_temp.no('clerk', pg_temp.k('a'), 'accept', jsonb_build_object('mode', '1', 'notify', '2', 'notified', now() - interval '1 day')),
	'notified: Nobody can have been told before the ticket was received.', 'nor before the complaint came');
select is(pg_temp.no('clerk', pg_temp.k('a'), 'accept', jsonb_build_object('mode', '1', 'notified', now())), 'notify: This must be filled in.', 'a time has its way');
select is(pg_temp.ledger(pg_temp.k('a')) || pg_temp.owed(pg_temp.k('a')), '', 'nothing is in the ledger, and before the decision nobody is to be told of it');
select is(pg_temp.yes('clerk', pg_temp.k('a'), 'accept', '{"mode": "1"}'), 'TS30', 'it may be accepted first and told later');
select is(t.clocks(pg_temp.k('a')) || ': ' || pg_temp.owed(pg_temp.k('a')), 'D01 D02: accept complainant', 'the time for the decision runs on until he is told');
select is(clock, 'D01', 'and the list goes by it') from core.ticket where ticket = pg_temp.k('a');
select is(pg_temp.no('clerk', pg_temp.k('a'), 'notify', pg_temp.notice('accept', 'complainant', '{"outcome": "noanswer"}')) || ' ' || t.clocks(pg_temp.k('a')),
	'applied D01 D02', 'who did not answer has not been told');
update core.clock set start = start - interval '3 days' where ticket = pg_temp.k('a') and base = 'D01';
create temporary table was as select start, due from core.clock where ticket = pg_temp.k('a') and base = 'D01';
select is(pg_temp.no('clerk', pg_temp.k('a'), 'notify', pg_temp.notice('accept', 'complainant')) || ' ' || t.clocks(pg_temp.k('a')),
	'applied D02', 'a valid entry stops it');
select is(t.clock || ' ' || (t.due = c.due), 'D02 true', 'the list goes by what is left') from core.ticket t join core.clock c using (ticket)
where t.ticket = pg_temp.k('a') and c.base = 'D02';
select is(pg_temp.no('clerk', pg_temp.k('a'), 'retract', '{"entry": "2", "reason": "接电话的不是本人"}') || ' ' || t.clocks(pg_temp.k('a')),
	'applied D01 D02', 'taken back, it runs on');
select is((start, due)::text, (select (start, due)::text from was), 'as it ran before') from core.clock where ticket = pg_temp.k('a') and base = 'D01';
select t.told('clerk', pg_temp.k('a'), 'mediate', '{"consent_complainant": "true", "consent_respondent": "true", "method": "5"}');
select t.record('clerk', pg_temp.k('a'));
select t.told('clerk', pg_temp.k('a'), 'agree', '{"paper": "performed", "redecolos": "1.00", "detail": "退款"}');
select is(pg_temp.no('clerk', pg_temp.k('a'), 'reply', '{"handleadvice": "退款", "notify": "2"}'),
	': Still to be told: %s (%s). It is entered in the ledger of notices first ("notify"). ["投诉人:受理告知", "令121§15"]', 'nor is it ever closed without');
select t.told('clerk', pg_temp.k('a'), 'notify', pg_temp.notice('accept', 'complainant'));
select is(pg_temp.yes('clerk', pg_temp.k('a'), 'reply', '{"handleadvice": "退款", "notify": "2"}'), 'TS60', 'told, it is');
insert into k select 'b', t.complaint_in('TS20');
select is(pg_temp.yes('clerk', pg_temp.k('b'), 'accept', '{"mode": "1", "notify": "3"}') || ' ' || t.clocks(pg_temp.k('b')) || ' ' || pg_temp.ledger(pg_temp.k('b')),
	'TS30 D02 accept complainant 3 delivered', 'told by the step, it is an entry of the ledger like any other');
select is(n.told = n.at and c.stopped = n.told and n.operator = 'clerk' and n.by_unit = '330106000', true, 'by whoever took it, at its time')
from core.notice n join core.clock c using (ticket) where n.ticket = pg_temp.k('b') and c.base = 'D01';
select is(pg_temp.no('clerk', pg_temp.k('b'), 'retract', '{"entry": "1", "reason": "短信未送达"}') || ' ' || t.clocks(pg_temp.k('b')),
	'applied D01 D02', 'and can be taken back as any other');

-- The clock ended when the party was told, not when that was entered.
insert into k select 'w', t.complaint_in('TS20', t.complaint() - '{buydate,disputedate}'::text[] || jsonb_build_object('received', now() - interval '9 days'));
select t.told('clerk', pg_temp.k('w'), 'accept', '{"mode": "1"}');
update core.ticket set outcome = outcome || jsonb_build_object('acctime', now() - interval '5 days') where ticket = pg_temp.k('w');
update core.clock set start = start - interval '6 days' where ticket = pg_temp.k('w') and base = 'D01';
select t.told('clerk', pg_temp.k('w'), 'notify', pg_temp.notice('accept', 'complainant', jsonb_build_object('notified', date_trunc('minute', now() - interval '2 days'))));
select is(core.day(stopped), core.day(now()) - 2, 'it ended when he was told') from core.clock where ticket = pg_temp.k('w') and base = 'D01';
select t.told('clerk', pg_temp.k('w'), 'notify', pg_temp.notice('accept', 'complainant', jsonb_build_object('notified', date_trunc('minute', now() - interval '1 day'))));
select t.told('clerk', pg_temp.k('w'), 'retract', '{"entry": "1", "reason": "记错"}');
select is(core.day(stopped), core.day(now()) - 1, 'by what is left of the ledger') from core.clock where ticket = pg_temp.k('w') and base = 'D01';

-- declining
insert into k select 'd', t.complaint_in('TS31');
select is(t.clocks(pg_temp.k('d')) || ': ' || pg_temp.owed(pg_temp.k('d')), 'D01: decline complainant', 'declined, he is to be told in the same time');
select is(pg_temp.no('clerk', pg_temp.k('d'), 'reply', '{"handleadvice": "不予受理", "notify": "9"}'), said, 'not by not telling him') from nine;
select is(pg_temp.no('clerk', pg_temp.k('d'), 'reply', '{"handleadvice": "不予受理", "notify": "2", "outcome": "noanswer"}'),
	': Still to be told: %s (%s). It is entered in the ledger of notices first ("notify"). ["投诉人:不予受理告知", "令121§15"]', 'nor by ringing where nobody answers');
select is(pg_temp.yes('clerk', pg_temp.k('d'), 'reply', '{"handleadvice": "不予受理", "notify": "5"}') || ' ' || t.clocks(pg_temp.k('d')) || pg_temp.ledger(pg_temp.k('d')),
	'TS60 decline complainant 5 delivered', 'told by letter, its time is over');
select t.told('clerk', pg_temp.k('d'), 'retract', '{"entry": "1", "reason": "信件退回"}');
select is(pg_temp.no('lead', pg_temp.k('d'), 'approve'),
	': Still to be told: %s (%s). It is entered in the ledger of notices first ("notify"). ["投诉人:不予受理告知", "令121§15"]', 'the letter came back: not closed');
select is(pg_temp.yes('lead', pg_temp.k('d'), 'reject', '{"note": "重新送达"}') || ' ' || t.clocks(pg_temp.k('d')), 'TS31 D01', 'but sent back, and its time runs');
select is(pg_temp.yes('clerk', pg_temp.k('d'), 'reply', '{"handleadvice": "不予受理", "notify": "6"}'), 'TS60', 'told in person');
select is(pg_temp.yes('lead', pg_temp.k('d'), 'reject', '{"note": "文字再改"}') || ' ' || t.clocks(pg_temp.k('d')), 'TS31 ', 'what is only to be worded better has been told');
select t.told('clerk', pg_temp.k('d'), 'reply', '{"handleadvice": "不予受理。", "notify": "6"}');
select is(pg_temp.yes('lead', pg_temp.k('d'), 'approve'), 'TS70', 'closed');

-- the end of mediation is told to both
insert into k select 't', t.complaint_in('TS51');
select is(pg_temp.no('station', pg_temp.k('t'), 'reply', '{"handleadvice": "终止", "notify": "9"}'), said, 'not by not telling them') from nine;
select is(pg_temp.no('station', pg_temp.k('t'), 'reply', '{"handleadvice": "终止", "notify": "2"}'),
	': Still to be told: %s (%s). It is entered in the ledger of notices first ("notify"). ["被投诉人:终止调解告知", "令121§23"]', 'nor to the complainant alone');
select is(pg_temp.ledger(pg_temp.k('t')) || ' ' || t.clocks(pg_temp.k('t')), 'accept complainant 2 reached D03', 'what was refused tells nobody');
select t.told('station', pg_temp.k('t'), 'issue', '{"form": "2608", "to": "respondent"}');
select t.told('station', pg_temp.k('t'), 'notify', pg_temp.notice('terminate', 'respondent', jsonb_build_object('notify', '5', 'outcome', 'delivered',
	'document', (select number from core.document where ticket = pg_temp.k('t') and form = '2608'))));
select is(t.clocks(pg_temp.k('t')), 'D03', 'one of two');
select is(pg_temp.yes('station', pg_temp.k('t'), 'reply', '{"handleadvice": "终止", "notify": "2"}') || ' ' || t.clocks(pg_temp.k('t')), 'TS60 ', 'both');
select t.told('station', pg_temp.k('t'), 'retract', '{"entry": "2", "reason": "未签收"}');
select is(t.clocks(pg_temp.k('t')) || pg_temp.no('lead', pg_temp.k('t'), 'approve'),
	'D03: Still to be told: %s (%s). It is entered in the ledger of notices first ("notify"). ["被投诉人:终止调解告知", "令121§23"]', 'not served after all');
select t.told('station', pg_temp.k('t'), 'notify', pg_temp.notice('terminate', 'respondent'));
select is(pg_temp.yes('lead', pg_temp.k('t'), 'approve'), 'TS70', 'told, and closed');
insert into k select 'x', t.complaint_in('TS30');
select t.told('recv', pg_temp.k('x'), 'withdraw', '{"how": "1"}');
select is(pg_temp.no('clerk', pg_temp.k('x'), 'reply', '{"handleadvice": "撤回", "notify": "2"}'),
	': Still to be told: %s (%s). It is entered in the ledger of notices first ("notify"). ["被投诉人:终止调解告知", "令121§23"]', 'who withdraws ends it for both');
insert into k select 'o', t.complaint_in('TS51', pg_temp.old());
select is(pg_temp.no('station', pg_temp.k('o'), 'reply', '{"handleadvice": "终止", "notify": "2"}'),
	': Still to be told: %s (%s). It is entered in the ledger of notices first ("notify"). ["被投诉人:终止调解告知", "令20§21"]', 'under order 20 by its own article');

-- After a reopening the party is told again.
select t.told('super', pg_temp.k('t'), 'reopen', '{"reason": "原决定有误"}');
select is(pg_temp.owed(pg_temp.k('t')) || t.clocks(pg_temp.k('t')), 'D01', 'reopened, nothing has been decided');
select t.told('station', pg_temp.k('t'), 'accept', '{"mode": "1"}');
select is(pg_temp.owed(pg_temp.k('t')), 'accept complainant', 'and what he was told before does not count');

-- reporters
insert into k select 'f', t.report_in('JB30', pg_temp.old(t.report()));
select is(t.clocks(pg_temp.k('f')) || ': ' || pg_temp.owed(pg_temp.k('f')), 'D06 D08: filing reporter', 'order 20: who gave his name is told of the case');
select is(pg_temp.no('clerk', pg_temp.k('f'), 'tell_reporter', '{"basis": "令20§31", "detail": "已立案", "notify": "9"}'), said, 'not by not telling him') from nine;
select is(pg_temp.yes('clerk', pg_temp.k('f'), 'tell_reporter', '{"basis": "令20§31", "detail": "已立案", "notify": "2", "outcome": "busy"}') || ' ' || t.clocks(pg_temp.k('f')),
	'JB30 D06 D08', 'nor where the line is engaged');
select is(pg_temp.yes('clerk', pg_temp.k('f'), 'tell_reporter', '{"basis": "令20§31", "detail": "已立案", "notify": "2"}') || ' ' || t.clocks(pg_temp.k('f'))
	|| ' ' || pg_temp.ledger(pg_temp.k('f')), 'JB30 D08 filing reporter 2 busy; filing reporter 2 reached', 'told');
insert into k select 'g', t.report_in('JB30', pg_temp.old(t.report()));
select is(pg_temp.no('clerk', pg_temp.k('g'), 'notify', pg_temp.notice('filing', 'reporter')) || ' ' || t.clocks(pg_temp.k('g')), 'applied D08', 'or by an entry of its own');
insert into k select 'h', t.report_in('JB31', pg_temp.old(t.report()));
select is(pg_temp.no('clerk', pg_temp.k('h'), 'tell_reporter', '{"basis": "令20§31", "detail": "不予立案", "notify": "2", "outcome": "noanswer"}'),
	': Still to be told: %s (%s). It is entered in the ledger of notices first ("notify"). ["举报人:立案情况告知", "令20§31"]', 'nor is it closed where nobody answers');
select is(pg_temp.yes('clerk', pg_temp.k('h'), 'tell_reporter', '{"basis": "令20§31", "detail": "不予立案", "notify": "2"}'), 'JB70', 'told, and closed');
insert into k select 'n', t.report_in('JB31');
select is(pg_temp.yes('clerk', pg_temp.k('n'), 'tell_reporter', jsonb_build_object('basis', '某法', 'detail', repeat('告', 1200), 'notify', '2')) || ' ' || pg_temp.ledger(pg_temp.k('n')),
	'JB70 report reporter 2 reached', 'order 121: what another law asks for is in the ledger too');
insert into k select 'q', t.report_in('JB20');
select is(pg_temp.yes('clerk', pg_temp.k('q'), 'no_authority', '{"ground": "R4", "dept": "住建局", "detail": "请向该局", "notify": "2"}') || ' ' || pg_temp.ledger(pg_temp.k('q')),
	'JB32 authority reporter 2 reached', 'where to go');
insert into k select 'qa', t.report_in('JB20', t.report() - '{mobile,inccall}'::text[] || '{"anon": "true", "pname": "", "mobile": "", "inccall": "", "paddr": ""}');
select is(pg_temp.yes('clerk', pg_temp.k('qa'), 'no_authority', '{"ground": "R4", "dept": "住建局", "detail": "请向该局", "notify": "9"}') || pg_temp.ledger(pg_temp.k('qa')),
	'JB32', 'who cannot be reached is not told, and the ledger does not say so');

-- other steps that tell a party
insert into k select 'p', t.complaint_in('TS20');
select t.told('clerk', pg_temp.k('p'), 'demand_proof', jsonb_build_object('until', core.day(now()) + 2, 'materials', '身份证', 'notify', '3', 'address', '13700137000'));
select is(pg_temp.ledger(pg_temp.k('p')) || ' ' || t.clocks(pg_temp.k('p')), 'identity complainant 3 delivered D01 D13', 'what is demanded was told');
select unalike((select string_agg(payload::text, ' ') from core.event where ticket = pg_temp.k('p')), '%13700137000%', 'the event does not say at which number');
insert into k select 'e', t.register();
select t.told('disp', pg_temp.k('e'), 'odr', '{"enterprise": "某网店", "member": "true", "agree": "true"}');
select t.told('disp', pg_temp.k('e'), 'odr_result', '{"result": "1", "redecolos": "10.00", "detail": "已退款", "notify": "2"}');
select is(pg_temp.ledger(pg_temp.k('e')), 'result complainant 2 reached', 'and what was settled');
insert into k select 'z', t.register(t.enquiry());
select t.told('disp', pg_temp.k('z'), 'assign', '{"unit": "330106000"}');
select is(pg_temp.no('clerk', pg_temp.k('z'), 'reply', '{"handleadvice": "七日", "notify": "9"}'), said, 'who asked and left a number is answered') from nine;
select is(pg_temp.yes('clerk', pg_temp.k('z'), 'reply', '{"handleadvice": "七日", "notify": "2"}') || ' ' || pg_temp.ledger(pg_temp.k('z')), 'ZX40 answer other 2 reached', 'which is in the ledger');
insert into k select 'y', t.register(t.enquiry() - 'inccall');
select t.told('disp', pg_temp.k('y'), 'assign', '{"unit": "330106000"}');
select is(pg_temp.yes('clerk', pg_temp.k('y'), 'reply', '{"handleadvice": "七日", "notify": "9"}') || pg_temp.ledger(pg_temp.k('y')), 'ZX40', 'who left none is not');
select is((select string_agg(core.check_chain(ticket), ', ') from core.ticket), null, 'and every chain holds');
select * from finish();
