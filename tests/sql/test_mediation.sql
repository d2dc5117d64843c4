-- The side ways of a complaint: the enterprise first, proof of identity, a dispute over the handling unit,
-- another body, appraisals, recusal; and the pauses of a report and of a case.
select plan(164);

create function pg_temp.yes(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text
language sql as $$
	select case a->>'verdict' when 'applied' then t.state(p_ticket) else a::text end from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
create function pg_temp.due(p_ticket uuid, p_base text) returns date language sql as $$
	select due from core.clock where ticket = p_ticket and base = p_base;
$$;
create function pg_temp.doc(p_who text, p_ticket uuid) returns jsonb language sql as $$
	select o->'doc' from t.ask(p_who, format('select api.ticket(%L) as doc', p_ticket)) o;
$$;
create function pg_temp.steps(p_who text, p_ticket uuid) returns text language sql as $$
	select coalesce(string_agg(x->>'step', ' '), '') from jsonb_array_elements(coalesce(pg_temp.doc(p_who, p_ticket)->'under_way', '[]')) x;
$$;
create function pg_temp.lists(p_who text, p_queue text, p_ticket uuid) returns bigint language sql as $$
	select count(*) from t.ask(p_who, format('select * from api.worklist('''', %L, '''', 200)', p_queue)) o where o->>'ticket' = p_ticket::text;
$$;
-- as if the clock had begun that many days ago
create function pg_temp.age(p_ticket uuid, p_base text, p_days integer) returns void language sql as $$
	update core.clock set start = start - p_days * interval '1 day' where ticket = p_ticket and base = p_base;
	select core.clock_recount(p_ticket, p_base);
$$;
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
create function pg_temp.old(p jsonb default t.complaint()) returns jsonb language sql as $$
	select p - '{buydate,disputedate}'::text[] || '{"received": "2026-04-14T10:00:00+08:00"}';
$$;
select core.enrol('disp5', '分派五', '0600', '330105000', '{r03,r04,r05,r06}');
select core.enrol('mediator', '孔明', '0601', '330106013', '{r05,r06}');
select core.enrol('city', '市局', '0602', '330100000', '{r06}');
select core.enrol('caseman', '办案', '0603', '330106000', '{r05}');

-- Only what nobody does by hand is a row without an action.
select is((select string_agg(code, ' ' order by code) from core.transition where action = '' and code in
	('t05', 't09', 't14', 't16', 't17', 't18', 't19', 't20')), null, 'every step of mediation can be taken');
select is((select string_agg(s.code, ' ' order by s.code) from core.state s where s.open and s.kind = 'complaint' and s.code <> 'TS00'
	and not exists (select from core.transition r where r.from_state = s.code and r.to_state not in ('', s.code) and r.action <> '')),
	null, 'every state of a complaint has a way out');
select is((select string_agg(s.code, ' ' order by s.code) from core.state s where s.open and s.code !~ '00$'
	and not exists (select from core.queue q where s.code = any (q.states))), null, 'and stands in somebody''s list');

-- the enterprise first
insert into k select 'o', t.register();
create temporary table odr as select '{"enterprise": "某网店", "member": "true", "agree": "true"}'::jsonb as p;
select is(t.no('disp', pg_temp.k('o'), 'odr', p || '{"agree": "false"}'),
	'agree: Nobody is made to settle with the enterprise first: without the consent of the complainant it is distributed.', 'the complainant agrees or it is distributed') from odr;
select is(t.no('disp', pg_temp.k('o'), 'odr', p || '{"member": "false"}'),
	'member: Only an enterprise on the list of ODR enterprises settles this way; a complaint about another is distributed.', 'the enterprise takes part') from odr;
select is(pg_temp.yes('disp', pg_temp.k('o'), 'odr', p), 'TS25 330100000', 'it goes to the enterprise') from odr;
select is(t.clocks(pg_temp.k('o')), 'D10', 'which has its time; nobody has the other yet');
select is(due, core.due_day(core.day(now()), 10, 'workday'), 'ten working days') from core.clock where ticket = pg_temp.k('o') and base = 'D10';
select is(pg_temp.lists('disp', 'odr', pg_temp.k('o')), 1::bigint, 'in a list of its own');
select is(pg_temp.steps('disp', pg_temp.k('o')), 'odr', 'and whoever opens it sees with whom');
select is(t.no('disp', pg_temp.k('o'), 'odr_result', '{"result": "3", "detail": "未处理"}'),
	'result: The enterprise has until %s to answer (10 working days): before that day only its refusal or the wish of the complainant ends this.', 'silence lasts ten days');
select is(t.no('disp', pg_temp.k('o'), 'odr_result', '{"result": "2", "redecolos": "5.00", "detail": "不退"}'), 'redecolos: Money is recovered only where they settled.', 'no money without a settlement');
select is(t.no('disp', pg_temp.k('o'), 'odr_result', '{"result": "1", "redecolos": "5.00", "detail": "退款"}'), 'notify: This must be filled in.', 'who settled is told');
select is(t.no('disp', pg_temp.k('o'), 'odr_result', '{"result": "1", "detail": "退款", "notify": "2"}'), 'redecolos: This must be filled in.', 'and the amount is said');
select is(pg_temp.yes('disp', pg_temp.k('o'), 'odr_result', '{"result": "1", "redecolos": "128.00", "detail": "退款128元", "notify": "2"}'), 'TS70 330100000', 'settled and closed');
select is(t.clocks(pg_temp.k('o')), '', 'no time runs');
select is((outcome->>'mediate_result') || ' ' || (outcome->>'redecolos') || ' ' || (outcome->>'conciliationfirst') || ' '
	|| (outcome#>>'{conciliation,enterprise}'), '5 128.00 true 某网店', 'as conciliation, with what was recovered') from core.ticket where ticket = pg_temp.k('o');
select is(pg_temp.yes('back', pg_temp.k('o'), 'callback', '{"result": "1", "satisfied": "5"}'), 'TS80 330100000', 'and called back');
insert into k select 'o2', t.register();
select t.told('disp', pg_temp.k('o2'), 'odr', p) from odr;
select pg_temp.age(pg_temp.k('o2'), 'D10', 30);
select is(pg_temp.yes('disp', pg_temp.k('o2'), 'odr_result', '{"result": "3", "detail": "逾期未处理"}'), 'TS10 330100000', 'silent after ten days: distributed');
select is(t.clocks(pg_temp.k('o2')), 'D12', 'in the time for that');
select is(t.no('disp', pg_temp.k('o2'), 'odr', p), ': The enterprise has had this complaint and they did not settle: it is distributed now.', 'once') from odr;
select t.told('disp', pg_temp.k('o2'), 'assign', '{"unit": "330106000"}');
select t.told('clerk', pg_temp.k('o2'), 'sign');
select is(t.clocks(pg_temp.k('o2')), 'D01', 'the office that receives it decides');
insert into k select 'o3', t.complaint_in('TS20');
select t.told('lead', pg_temp.k('o3'), 'escalate', '{"detail": "重大"}');
select is(t.no('disp', pg_temp.k('o3'), 'odr', p), ': An office received this complaint: it decides by %s. It is distributed; parties may settle there too.', 'not once an office has it') from odr;
insert into k select 'o4', t.register();
select t.told('disp', pg_temp.k('o4'), 'odr', p) from odr;
select is(pg_temp.yes('recv', pg_temp.k('o4'), 'withdraw', '{"how": "1"}'), 'TS70 330100000', 'withdrawn while the enterprise has it');

-- proof of identity
insert into k select 'i', t.complaint_in('TS20');
create temporary table d01 as select pg_temp.due(pg_temp.k('i'), 'D01') as due;
create function pg_temp.ask(p_until text) returns jsonb language sql as $$
	select jsonb_build_object('until', p_until, 'materials', '身份证复印件', 'notify', '3');
$$;
select is(t.no('clerk', pg_temp.k('i'), 'demand_proof', pg_temp.ask(t.day())), 'until: This day must lie ahead: give the complainant time, at the latest until %s.', 'time is given');
select is(t.no('clerk', pg_temp.k('i'), 'demand_proof', pg_temp.ask((due + 1)::text)),
	'until: No law stops the time for the decision (order 121 articles 10 and 15): the last day can be %s at the latest.', 'but not beyond the decision') from d01;
select is(t.no('clerk', pg_temp.k('i'), 'demand_proof', pg_temp.ask('31.12.')), 'until: This is not a date.', 'a date');
select is(t.no('clerk', pg_temp.k('i'), 'demand_proof', pg_temp.ask(t.day(2)) - 'materials'), 'materials: This must be filled in.', 'what is wanted is said');
select is(t.no('clerk', pg_temp.k('i'), 'demand_proof', pg_temp.ask(t.day(2)) || '{"notify": "9"}'), 'notify: This is no way of telling anybody.', 'and told');
select is(pg_temp.yes('clerk', pg_temp.k('i'), 'demand_proof', pg_temp.ask(due::text)), 'TS21 330106000', 'on the last day at the latest') from d01;
select is(t.clocks(pg_temp.k('i')) || ' ' || (pg_temp.due(pg_temp.k('i'), 'D13') = due) || ' ' || (pg_temp.due(pg_temp.k('i'), 'D01') = due),
	'D01 D13 true true', 'I9: the time for the decision runs on, unmoved') from d01;
select is(t.no('clerk', pg_temp.k('i'), 'decline', '{"ground": "N5", "detail": "未提供"}'),
	'ground: The complainant may hand in proof until %s (order 121 article 10); what came before and is false is first recorded ("proof").', 'who still has time has not failed');
select is(t.no('clerk', pg_temp.k('i'), 'proof', jsonb_build_object('materials', '身份证', 'handed', t.day(1), 'complete', 'true')), 'handed: This day lies ahead.', 'nothing comes tomorrow');
select is(t.no('clerk', pg_temp.k('i'), 'proof', jsonb_build_object('materials', '身份证', 'handed', t.day(-1), 'complete', 'true')), 'handed: This day is before it was demanded.', 'nor before it was asked for');
select is(pg_temp.yes('clerk', pg_temp.k('i'), 'proof', jsonb_build_object('materials', '身份证', 'handed', t.day(), 'complete', 'false')), 'TS20 330106000', 'handed in');
select is(t.clocks(pg_temp.k('i')) || ' ' || pg_temp.steps('clerk', pg_temp.k('i')), 'D01 proof', 'and seen');
select t.told('clerk', pg_temp.k('i'), 'demand_proof', pg_temp.ask(t.day(1)));
update core.clock set due = core.day(now()) - 1 where ticket = pg_temp.k('i') and base = 'D13';
select is(pg_temp.yes('clerk', pg_temp.k('i'), 'decline', '{"ground": "N5", "missing": "身份证复印件", "detail": "逾期未提供"}'), 'TS22 330106000', 'who let it pass is declined');
select is(t.clocks(pg_temp.k('i')), 'D01', 'the other time is over');
select is(pg_temp.yes('lead', pg_temp.k('i'), 'reject', '{"note": "再催"}') || ' ' || t.clocks(pg_temp.k('i')), 'TS21 330106000 D01 D13',
	'the leader may send it back, and it waits for proof as before');
select is(pg_temp.yes('clerk', pg_temp.k('i'), 'proof', jsonb_build_object('materials', '身份证', 'handed', t.day(), 'complete', 'true')), 'TS20 330106000', 'late proof counts until the decision');
select pg_temp.age(pg_temp.k('i'), 'D01', 30);
select is(t.no('clerk', pg_temp.k('i'), 'demand_proof', pg_temp.ask(t.day(1))),
	': The time for the decision ends on %s and no law stops it (order 121 article 15): no day is left for handing in proof; decide on what was given.', 'too late to ask');
select is(t.no('clerk', (select t.complaint_in('TS20', pg_temp.old())), 'demand_proof', pg_temp.ask(t.day(1))),
	': %s knows no demand for proof of identity (order 121 article 10). Decide on what was given.', 'order 20 knew none');

-- dispute over the handling unit
insert into k select 'd', t.complaint_in('TS20');
create function pg_temp.dis(p_other text, p_since text default t.day()) returns jsonb language sql as $$
	select jsonb_build_object('other', p_other, 'since', p_since, 'detail', '经营地不在本区');
$$;
select is(t.no('clerk', pg_temp.k('d'), 'dispute', pg_temp.dis('330106000')), 'other: This is the unit itself.', 'not with oneself');
select is(t.no('clerk', pg_temp.k('d'), 'dispute', pg_temp.dis('330100000')), 'other: This is a superior, which decides itself: return the ticket, or ask it.', 'nor with a superior');
select is(t.no('clerk', pg_temp.k('d'), 'dispute', pg_temp.dis('330106013')), 'other: This unit stands below: it is told what to handle, not disputed with.', 'nor with one below');
select is(t.no('clerk', pg_temp.k('d'), 'dispute', pg_temp.dis('999999999')), 'other: A dispute over who handles is with another market supervision office.', 'nor with nobody');
select is(t.no('clerk', pg_temp.k('d'), 'dispute', pg_temp.dis('330105000', t.day(1))), 'since: This day lies ahead.', 'nor tomorrow');
select is(t.no('clerk', pg_temp.k('d'), 'dispute', pg_temp.dis('330105000', t.day(-40))), 'since: This day is before the ticket was received.', 'nor before');
select is(t.no('clerk', pg_temp.k('d'), 'settle_dispute', '{"result": "1", "detail": "x"}'), ': No dispute over who handles is on record.', 'nothing to settle yet');
select throws_like(format($$ select pg_temp.doc('disp5', '%s') $$, pg_temp.k('d')), '%no such ticket%', 'the other county knows nothing of it yet');
select is(pg_temp.yes('clerk', pg_temp.k('d'), 'dispute', pg_temp.dis('330105000')), 'TS20 330106000', 'with another county');
select is(pg_temp.lists('disp5', 'designate', pg_temp.k('d')), 1::bigint, 'which has it in its list of disputes');
select is(pg_temp.doc('disp5', pg_temp.k('d'))->'under_way'->0->>'step', 'dispute', 'and reads what it is about');
select is(t.no('disp5', pg_temp.k('d'), 'accept', '{"mode": "1", "notify": "2"}'), ': "%s" is done by the %s at %s (%s): you do not hold that duty there.', 'but does not handle it');
select is((select string_agg(what, ' ') from core.verify_ticket() where ticket = pg_temp.k('d')), null, 'the chain vouches for who sees it');
select is(t.clocks(pg_temp.k('d')) || ' ' || (pg_temp.due(pg_temp.k('d'), 'D07') = core.due_day(core.day(now()), 7, 'workday')), 'D01 D07 true', 'seven working days; the decision is not put off');
select is(x->>'superior_name', (select short_name from core.unit where code = '330100000'), 'the ticket says who stands above both')
from jsonb_array_elements(pg_temp.doc('clerk', pg_temp.k('d'))->'under_way') x;
select is(t.no('lead', pg_temp.k('d'), 'dispute', pg_temp.dis('330105000')), ': A dispute with %s is on record already: it is settled first.', 'one at a time');
select is(pg_temp.yes('lead', pg_temp.k('d'), 'settle_dispute', '{"result": "1", "detail": "本局处理"}'), 'TS20 330106000', 'agreed: handled here');
select is(t.clocks(pg_temp.k('d')) || pg_temp.steps('clerk', pg_temp.k('d')), 'D01', 'and over');
select is(pg_temp.lists('disp5', 'designate', pg_temp.k('d')), 0::bigint, 'for both');
select t.told('clerk', pg_temp.k('d'), 'dispute', pg_temp.dis('330105000'));
select is(pg_temp.lists('city', 'designate', pg_temp.k('d')), 0::bigint, 'the superior waits while they talk');
select is(pg_temp.yes('clerk', pg_temp.k('d'), 'settle_dispute', '{"result": "2", "detail": "由拱墅局处理"}'), 'TS20 330106000', 'I12: what they agree moves nothing sideways (article 41)');
select is(pg_temp.lists('city', 'designate', pg_temp.k('d')) || ' ' || (select o->>'n' from t.ask('city', $$ select * from api.counters('') $$) o where o->>'queue' = 'designate'),
	'1 1', 'it lies with the common superior, in his list');
select is(t.no('clerk', pg_temp.k('d'), 'settle_dispute', '{"result": "3", "detail": "x"}'), 'result: It lies with %s already, which designates who handles.', 'once');
select is(t.no('city', pg_temp.k('d'), 'designate', '{"unit": "310000000", "detail": "x"}'), 'unit: The ticket cannot go to unit %s, only to one below.', 'he chooses among his own');
select is(t.no('city', pg_temp.k('d'), 'designate', '{"detail": "x"}'), 'unit: This must be filled in.', 'and chooses');
create temporary table before as select due, start from core.clock where ticket = pg_temp.k('d') and base = 'D01';
select is(pg_temp.yes('city', pg_temp.k('d'), 'designate', '{"unit": "330105000", "detail": "经营地在拱墅"}'), 'TS11 330105000', 'the other county');
select is(t.clocks(pg_temp.k('d')), 'D01', 'the dispute is over, the decision still due');
select is(pg_temp.yes('disp5', pg_temp.k('d'), 'sign'), 'TS20 330105000', 'it signs');
select ok(c.due = b.due and c.start = b.start, 'I9: and has what is left of the time') from core.clock c, before b where c.ticket = pg_temp.k('d') and c.base = 'D01';
select is(pg_temp.yes('disp5', pg_temp.k('d'), 'return', '{"reason": "8", "detail": "x"}'), 'TS12 330100000', 'returned, it goes to who designated');
insert into k select 'd2', t.complaint_in('TS20');
select t.told('clerk', pg_temp.k('d2'), 'dispute', pg_temp.dis('330200000'));
select is(t.no('city', pg_temp.k('d2'), 'designate', '{"unit": "330106000", "detail": "x"}'), ': Only the common superior of both, %s, designates who handles.', 'only who stands above both');
select is(pg_temp.yes('super', pg_temp.k('d2'), 'designate', '{"unit": "330106000", "detail": "本地受理"}'), 'TS20 330106000', 'may also say: you, at once');
select t.told('clerk', pg_temp.k('d2'), 'dispute', pg_temp.dis('330105000'));
select is(pg_temp.yes('clerk', pg_temp.k('d2'), 'accept', '{"mode": "1", "notify": "2"}') || ' ' || t.clocks(pg_temp.k('d2')) || pg_temp.steps('clerk', pg_temp.k('d2')),
	'TS30 330106000 D02', 'who accepts has ended the dispute');
insert into k select 'd3', t.complaint_in('TS20');
select t.told('clerk', pg_temp.k('d3'), 'dispute', pg_temp.dis('330105000'));
select is(pg_temp.yes('clerk', pg_temp.k('d3'), 'return', '{"reason": "8", "detail": "x"}') || ' ' || t.clocks(pg_temp.k('d3')), 'TS12 330100000 D01 D12', 'so has who returns it');
insert into k select 'dr', t.report_in('JB21');
select is(t.no('clerk', pg_temp.k('dr'), 'dispute', pg_temp.dis('330105000') || '{"detail": "张三丰说在拱墅"}'), 'detail: This would say who reported: leave it out.', 'a dispute over a report does not say whose');
select t.told('clerk', pg_temp.k('dr'), 'dispute', pg_temp.dis('330105000'));
select t.told('lead', pg_temp.k('dr'), 'settle_dispute', '{"result": "3", "detail": "协商不成"}');
select is(pg_temp.yes('super', pg_temp.k('dr'), 'designate', '{"unit": "330105000", "detail": "行为地"}') || ' ' || t.clocks(pg_temp.k('dr')), 'JB11 330105000 D05', 'a report too, its time running on');
select is(pg_temp.yes('disp5', pg_temp.k('dr'), 'sign'), 'JB20 330105000', 'for the one designated');
select is(t.no('city', pg_temp.k('dr'), 'designate', '{"unit": "330106000", "detail": "x"}'), ': No dispute over who handles is on record.', 'nobody designates without a dispute');

-- ways of mediation
insert into k select 'm', t.complaint_in('TS30', t.complaint() - 'agreeent');
create temporary table med as select '{"consent_complainant": "true", "consent_respondent": "true"}'::jsonb as p;
select is(t.no('clerk', pg_temp.k('m'), 'mediate', p || '{"method": "8"}'),
	'method: A body is entrusted by a step of its own ("entrust"), with its name, the term and the consent of both sides.', 'another body is entrusted, not chosen') from med;
select is(t.no('clerk', pg_temp.k('m'), 'mediate', p || '{"method": "2", "place": "所", "people": "吴磊"}'),
	'time: Mediation on the spot needs time, place and mediators, of which both sides are told.', 'on the spot has its time') from med;
select is(t.no('clerk', pg_temp.k('m'), 'mediate', p || jsonb_build_object('method', '2', 'place', '所', 'people', '吴磊', 'time', now() - interval '1 day')),
	'time: Both sides are told in advance: this time is over. What happened at once is method 1.', 'ahead') from med;
create temporary table ent as select jsonb_build_object('method', '7', 'body', '西湖区消费者协会', 'consent_respondent', 'true', 'until', t.day(30)) as p;
select is(t.no('clerk', pg_temp.k('m'), 'entrust', p),
	'consent_complainant: Entrusting a body needs the consent of both sides: the complainant''s is not on record; ask for it.', 'I7: the complainant agrees') from ent;
select is(t.no('clerk', pg_temp.k('m'), 'entrust', p || '{"consent_complainant": "true", "consent_respondent": "false"}'),
	'consent_respondent: Entrusting a body needs the consent of both sides.', 'I7: and the respondent') from ent;
select is(t.no('clerk', pg_temp.k('m'), 'entrust', p || '{"consent_complainant": "true", "method": "5"}'),
	'method: Say which kind of body is entrusted: a consumers'' association (7) or another lawful one (8).', 'the body is of a kind') from ent;
select is(t.no('clerk', pg_temp.k('m'), 'entrust', p || jsonb_build_object('consent_complainant', 'true', 'until', pg_temp.due(pg_temp.k('m'), 'D02') + 1)),
	'until: The time for mediation ends on %s, also for the body entrusted.', 'within the time') from ent;
select is(t.no('clerk', pg_temp.k('m'), 'entrust', p || jsonb_build_object('consent_complainant', 'true', 'until', t.day())), 'until: This day must lie ahead.', 'of which some is left') from ent;
select is(pg_temp.yes('clerk', pg_temp.k('m'), 'entrust', p || '{"consent_complainant": "true"}'), 'TS40 330106000', 'given now, it is entrusted') from ent;
select is((outcome->>'method') || (outcome#>>'{entrust,consent_complainant}') || (outcome#>>'{entrust,body}'), '7true西湖区消费者协会', 'to whom, on record') from core.ticket where ticket = pg_temp.k('m');
select is(t.no('clerk', pg_temp.k('m'), 'entrust', p || '{"body": "某调解中心"}'),
	'body: %s is entrusted already and entrusts nobody else: first take the mediation back ("mediate").', 'who entrusts no other') from ent;
select is(pg_temp.yes('clerk', pg_temp.k('m'), 'mediate', p || jsonb_build_object('method', '2', 'place', '所', 'people', '吴磊', 'time', now() + interval '1 day')), 'TS40 330106000', 'taken back, on the spot') from med;
select is(pg_temp.steps('clerk', pg_temp.k('m')), 'mediate', 'and nobody else mediates');
select ok(pg_temp.doc('clerk', pg_temp.k('m'))->'under_way'->0->>'place' = '所', 'where is seen');
select is(t.no('clerk', (select t.complaint_in('TS30', pg_temp.old() - 'agreeent')), 'entrust', p), 'consent_complainant: Mediation needs the consent of both sides.',
	'under order 20 both agree to be mediated at all') from ent;
insert into k select 'm2', t.complaint_in('TS30');
select is(pg_temp.yes('clerk', pg_temp.k('m2'), 'entrust', p) || coalesce(t.record('clerk', pg_temp.k('m2'))::text, '') || ' ' || pg_temp.yes('clerk', pg_temp.k('m2'), 'agree', '{"paper": "performed", "redecolos": "1.00", "detail": "和解"}'),
	'TS40 330106000 TS50 330106000', 'the consent given at registration is enough; its result is an agreement') from ent;

-- appraisal
create temporary table app as select '{"body": "省质检院", "chosen": "1", "fee": "2", "item": "成分"}'::jsonb as p;
insert into k select 'a', t.complaint_in('TS40');
select pg_temp.age(pg_temp.k('a'), 'D02', 40);
create temporary table a0 as select core.day(start) as start, due from core.clock where ticket = pg_temp.k('a') and base = 'D02';
select is(t.no('station', pg_temp.k('a'), 'appraise', p || jsonb_build_object('since', t.day(1))), 'since: This day lies ahead.', 'no appraisal of tomorrow') from app;
select is(t.no('station', pg_temp.k('a'), 'appraise', p || jsonb_build_object('since', t.day(-41))),
	'since: The time began only on %s (%s): nothing before it can stand still.', 'nor before acceptance') from app;
select is(t.no('station', pg_temp.k('a'), 'appraise', p || jsonb_build_object('since', t.day(-30), 'expected', t.day(-31))), 'expected: This day is before the first one.', 'it ends after it began') from app;
select is(t.no('station', pg_temp.k('a'), 'appraise', p - 'fee' || jsonb_build_object('since', t.day(-30))), 'fee: This must be filled in.', 'who pays is settled') from app;
select is(pg_temp.yes('station', pg_temp.k('a'), 'appraise', p || jsonb_build_object('since', t.day(-30), 'expected', t.day(9))), 'TS41 330106013', 'sent, thirty days ago') from app;
select ok(flags ~ 'p' and due = (select due from a0), 'the time stands still') from core.ticket where ticket = pg_temp.k('a');
select is(t.no('station', pg_temp.k('a'), 'terminate', '{"ground": "E5", "detail": "x"}'), 'ground: The time for mediation has not run out yet.', 'what stands still does not run out');
update core.clock set due = core.day(now()) - 1 where ticket = pg_temp.k('a') and base = 'D02';
select is(t.no('station', pg_temp.k('a'), 'terminate', '{"ground": "E5", "detail": "x"}'), 'ground: The time for mediation has not run out yet.', 'also past the day it would have ended on');
update core.clock set due = (select due from a0) where ticket = pg_temp.k('a') and base = 'D02';
select is(t.no('station', pg_temp.k('a'), 'appraised', jsonb_build_object('ended', t.day(-31), 'report', '1', 'result', 'x')), 'ended: The time stands still only since %s.', 'it does not end before it began');
select is(t.no('station', pg_temp.k('a'), 'appraised', jsonb_build_object('ended', t.day(1), 'report', '1', 'result', 'x')), 'ended: This day lies ahead.', 'nor tomorrow');
select is(t.no('station', pg_temp.k('a'), 'appraised', jsonb_build_object('ended', t.day(-20), 'result', 'x')), 'report: Give the number of the report, or say that there is none.', 'with a report');
select is(pg_temp.yes('station', pg_temp.k('a'), 'appraised', jsonb_build_object('ended', t.day(-18), 'report', '质检1号', 'result', '不合格')), 'TS40 330106013', 'twelve days later the report came');
select is(pg_temp.due(pg_temp.k('a'), 'D02'), core.rolled(start + 72, false), 'I8: the time ends exactly twelve days later') from a0;
select is(t.no('station', pg_temp.k('a'), 'appraise', p || jsonb_build_object('since', t.day(-19))),
	'since: Up to %s the time stood still already: give that day or a later one.', 'no day is counted out twice') from app;
select t.told('station', pg_temp.k('a'), 'appraise', p || jsonb_build_object('since', t.day(-18))) from app;
select t.told('station', pg_temp.k('a'), 'appraised', jsonb_build_object('ended', t.day(-13), 'aborted', 'true', 'result', '样品不足'));
select t.told('station', pg_temp.k('a'), 'appraise', p || jsonb_build_object('since', t.day(-3))) from app;
select t.told('station', pg_temp.k('a'), 'appraised', jsonb_build_object('ended', t.day(), 'report', '质检2号', 'result', '合格'));
select is(pg_temp.due(pg_temp.k('a'), 'D02'), core.rolled(start + 60 + 12 + 5 + 3, false), 'I8: several add up: twelve, five, three') from a0;
select is(t.due, c.due, 'the ticket is listed so') from core.ticket t join core.clock c using (ticket) where t.ticket = pg_temp.k('a') and c.base = 'D02';
select is(max(case when o->>'reason' not like 'The last day moved%' then o->>'day' end), (start + 80)::text, 'and w says why, day by day')
from t.ask('station', format('select * from api.why(%L, ''D02'')', pg_temp.k('a'))) o, a0 group by start;
select is(count(*), 20::bigint, 'with the days that stood still') from t.ask('station', format('select * from api.why(%L, ''D02'')', pg_temp.k('a'))) o
where o->>'reason' = 'The clock stood still';
insert into k select 'a2', t.complaint_in('TS40');
select t.told('station', pg_temp.k('a2'), 'appraise', p || jsonb_build_object('since', t.day())) from app;
select is(pg_temp.yes('station', pg_temp.k('a2'), 'terminate', '{"ground": "E4", "detail": "费用协商不成"}'), 'TS43 330106013', 'without agreement on the cost it may end');
select ok(exists (select from core.pause where ticket = pg_temp.k('a2') and stop is null), 'the appraisal goes on while the leader thinks');
select is(pg_temp.yes('lead', pg_temp.k('a2'), 'reject', '{"note": "继续"}'), 'TS41 330106013', 'and when he says no');
select t.told('station', pg_temp.k('a2'), 'terminate', '{"ground": "E4", "detail": "费用协商不成"}');
select is(pg_temp.yes('lead', pg_temp.k('a2'), 'approve') || ' ' || t.clocks(pg_temp.k('a2')) || pg_temp.steps('lead', pg_temp.k('a2')), 'TS51 330106013 D03', 'his yes ends all of it');
select ok(not exists (select from core.pause where ticket = pg_temp.k('a2') and stop is null) and (select flags !~ 'p' from core.ticket where ticket = pg_temp.k('a2')), 'nothing stands still any more');
insert into k select 'a3', t.complaint_in('TS40');
select t.told('station', pg_temp.k('a3'), 'appraise', p || jsonb_build_object('since', t.day())) from app;
select is(pg_temp.yes('recv', pg_temp.k('a3'), 'withdraw', '{"how": "1"}') || ' ' || t.clocks(pg_temp.k('a3')), 'TS51 330106013 D03', 'withdrawn during the appraisal');
insert into k select 'a4', t.complaint_in('TS40');
select t.told('station', pg_temp.k('a4'), 'appraise', p || jsonb_build_object('since', t.day())) from app;
select t.record('station', pg_temp.k('a4'));
select is(pg_temp.yes('station', pg_temp.k('a4'), 'agree', '{"paper": "waived", "redecolos": "1.00", "detail": "和解"}'), 'TS50 330106013', 'or agreed');
-- under order 20
insert into k select 'ao', t.complaint_in('TS40', pg_temp.old());
select pg_temp.age(pg_temp.k('ao'), 'D02', 30);
create temporary table ao as select core.day(start) as start, due, warn from core.clock where ticket = pg_temp.k('ao') and base = 'D02';
select is(t.no('station', pg_temp.k('ao'), 'appraise', p || jsonb_build_object('since', t.day(-20), 'chosen', '2')),
	'chosen: Under %s both sides choose the body; that the office may designate one is new in order 121 (article 22). Without agreement mediation may be ended.', 'order 20 let nobody designate') from app;
select t.told('station', pg_temp.k('ao'), 'appraise', p || jsonb_build_object('since', t.day(-20))) from app;
select t.told('station', pg_temp.k('ao'), 'appraised', jsonb_build_object('ended', t.day(-10), 'report', '1', 'result', 'x'));
-- A third counter: the working days after the start that do not lie in the pause.
select is(pg_temp.due(pg_temp.k('ao'), 'D02'), (select day from core.calendar where works and day > start
	and not (day >= core.day(now()) - 20 and day < core.day(now()) - 10) order by day offset 44 limit 1), 'I8: in working days under order 20') from ao;
select is(c.warn, core.rolled(ao.start + 70, false), 'and the sixty days beside it') from core.clock c, ao where c.ticket = pg_temp.k('ao') and c.base = 'D02';

-- recusal
insert into k select 'r', t.complaint_in('TS40');
create temporary table r0 as select due from core.clock where ticket = pg_temp.k('r') and base = 'D02';
select is(t.no('station', pg_temp.k('r'), 'ask_recusal', '{"who": "4", "against": "吴磊", "reason": "近亲属"}'), 'who: There is no such code: %s.', 'a party or himself');
select is(pg_temp.yes('mediator', pg_temp.k('r'), 'ask_recusal', '{"who": "1", "against": "吴磊", "reason": "被投诉人的近亲属"}'), 'TS42 330106013', 'mediation is suspended');
select ok(flags !~ 'p' and due = (select due from r0), 'its time runs on') from core.ticket where ticket = pg_temp.k('r');
select is(t.no('station', pg_temp.k('r'), 'agree', '{"paper": "waived", "redecolos": "1.00", "detail": "x"}'), ': "%s" is done in state %s by the %s at %s (%s); now it is in state %s.', 'nobody agrees meanwhile');
select is(t.no('mediator', pg_temp.k('r'), 'decide_recusal', '{"granted": "false", "reason": "x"}'), ': You did "%s" on this ticket yourself; another %s has to decide (%s).', 'who entered it does not decide');
select core.enrol('wu', '吴磊', '0604', '330106000', '{r06}');
select is(t.no('wu', pg_temp.k('r'), 'decide_recusal', '{"granted": "false", "reason": "x"}'), ': Whoever is asked to withdraw does not decide on it; another leader does.', 'nor who is meant');
select is(t.no('lead', pg_temp.k('r'), 'decide_recusal', '{"granted": "true", "reason": "属实"}'), 'mediator: Where the request is granted, say who mediates instead; else the mediator stays.', 'somebody else mediates');
select is(t.no('lead', pg_temp.k('r'), 'decide_recusal', '{"granted": "true", "mediator": "吴磊", "reason": "属实"}'), 'mediator: This is the mediator who withdraws: name another.', 'another one');
select is(pg_temp.yes('lead', pg_temp.k('r'), 'decide_recusal', '{"granted": "true", "mediator": "孔明", "reason": "属实"}'), 'TS40 330106013', 'it goes on');
select is(t.no('station', pg_temp.k('r'), 'agree', '{"paper": "waived", "redecolos": "1.00", "detail": "x"}'), ': You were excluded from this mediation; %s conducts it.', 'without him');
select t.record('mediator', pg_temp.k('r'));
select is(pg_temp.yes('mediator', pg_temp.k('r'), 'agree', '{"paper": "waived", "redecolos": "1.00", "detail": "和解"}'), 'TS50 330106013', 'with the other');
-- When the ticket is handled anew, the mediator stays excluded.
select t.told('mediator', pg_temp.k('r'), 'reply', '{"handleadvice": "已和解。", "notify": "2"}');
select t.told('lead', pg_temp.k('r'), 'approve');
select t.told('super', pg_temp.k('r'), 'reopen', '{"reason": "和解未履行"}');
select t.told('station', pg_temp.k('r'), 'accept', '{"mode": "1", "notify": "2"}');
select is(t.no('station', pg_temp.k('r'), 'mediate', '{"consent_complainant": "true", "consent_respondent": "true", "method": "5"}'),
	': You were excluded from this mediation; %s conducts it.', 'who was excluded is so after a reopening');
select is(pg_temp.yes('mediator', pg_temp.k('r'), 'mediate', '{"consent_complainant": "true", "consent_respondent": "true", "method": "5"}'), 'TS40 330106013', 'the other mediates');
-- A whole name is meant, not a person whose name is part of it.
select core.enrol('zhang', '张三', '0605', '330106013', '{r05,r06}');
insert into k select 'r3', t.complaint_in('TS40');
select t.told('station', pg_temp.k('r3'), 'ask_recusal', '{"who": "1", "against": "张三丰", "reason": "近亲属"}');
select is(t.no('zhang', pg_temp.k('r3'), 'decide_recusal', '{"granted": "true", "mediator": "张三丰", "reason": "属实"}'),
	'mediator: This is the mediator who withdraws: name another.', '张三丰 is not the other one');
select is(pg_temp.yes('zhang', pg_temp.k('r3'), 'decide_recusal', '{"granted": "true", "mediator": "张三", "reason": "属实"}'), 'TS40 330106013', '张三 decides on 张三丰 and is another mediator');
select is(pg_temp.yes('zhang', pg_temp.k('r3'), 'mediate', '{"consent_complainant": "true", "consent_respondent": "true", "method": "1", "time": "2026-11-02T09:30:00+08:00", "place": "所", "people": "张三"}'),
	'TS40 330106013', 'he is not excluded');
select t.told('zhang', pg_temp.k('r3'), 'ask_recusal', '{"who": "1", "against": "调解员张三、李四（所长）", "reason": "近亲属"}');
select is(t.no('lead', pg_temp.k('r3'), 'decide_recusal', '{"granted": "true", "mediator": "张三丰", "reason": "属实"}'),
	'mediator: This is the mediator who withdraws: name another.', 'nobody excluded before comes back');
select t.told('lead', pg_temp.k('r3'), 'decide_recusal', '{"granted": "true", "mediator": "孔明", "reason": "属实"}');
select is(t.no('zhang', pg_temp.k('r3'), 'agree', '{"paper": "waived", "redecolos": "1.00", "detail": "x"}'),
	': You were excluded from this mediation; %s conducts it.', 'a title beside the name changes nothing');
select core.set_setting('recusal_pauses', '1');
insert into k select 'r2', t.complaint_in('TS40');
select t.told('station', pg_temp.k('r2'), 'ask_recusal', '{"who": "2", "against": "吴磊", "reason": "近亲属"}');
select ok(flags ~ 'p', 'where it is so chosen the time stands still') from core.ticket where ticket = pg_temp.k('r2');
update core.pause set start = start - 4 where ticket = pg_temp.k('r2');
update core.clock set start = start - interval '9 days' where ticket = pg_temp.k('r2') and base = 'D02';
select is(pg_temp.yes('lead', pg_temp.k('r2'), 'decide_recusal', '{"granted": "false", "reason": "不属实"}'), 'TS40 330106013', 'refused');
select is(due, core.rolled(core.day(start) + 64, false), 'I8: four days later') from core.clock where ticket = pg_temp.k('r2') and base = 'D02';
select t.told('station', pg_temp.k('r2'), 'ask_recusal', '{"who": "2", "against": "吴磊", "reason": "近亲属"}');
select is(pg_temp.yes('station', pg_temp.k('r2'), 'withdraw', '{"how": "1"}') || t.clocks(pg_temp.k('r2')), 'TS51 330106013D03', 'withdrawn while it is asked');

-- a report with a pause, and a case
insert into k select 'j', t.report_in('JB20');
select pg_temp.age(pg_temp.k('j'), 'D05', 20);
create temporary table j0 as select core.day(start) as start from core.clock where ticket = pg_temp.k('j') and base = 'D05';
select is(t.no('clerk', pg_temp.k('j'), 'pause', jsonb_build_object('reason', '7', 'since', t.day(-10))),
	'reason: This stops the time for a case, not that for verifying a report (Penalty Procedure article 18).', 'a hearing does not stop verifying');
select is(t.no('clerk', pg_temp.k('j'), 'pause', jsonb_build_object('reason', '1', 'since', t.day(-10), 'detail', '张三丰送检')),
	'detail: This would say who reported: leave it out.', 'who reported is not said');
select is(pg_temp.yes('clerk', pg_temp.k('j'), 'pause', jsonb_build_object('reason', '1', 'since', t.day(-10), 'body', '省质检院')), 'JB22 330106000', 'a test does');
select is(pg_temp.lists('clerk', 'tocheck', pg_temp.k('j')) || pg_temp.steps('clerk', pg_temp.k('j')), '1pause', 'listed and seen');
select is(t.no('lead', pg_temp.k('j'), 'nofile', '{"ground": "R2d", "detail": "x"}'), ': "%s" is done in state %s by the %s at %s (%s); now it is in state %s.', 'nothing is decided meanwhile');
select is(pg_temp.yes('clerk', pg_temp.k('j'), 'resume', jsonb_build_object('ended', t.day(-3), 'report', '检1号')), 'JB20 330106000', 'back to where it was');
select is(pg_temp.due(pg_temp.k('j'), 'D05'), (select day from core.calendar where works and day > start
	and not (day >= core.day(now()) - 10 and day < core.day(now()) - 3) order by day offset 14 limit 1), 'with the working days it stood given back') from j0;
insert into k select 'jm', t.complaint_in('TS40');
select t.told('station', pg_temp.k('jm'), 'turn_report', jsonb_build_object('found', t.day(), 'problem', 'J01', 'detail', '过期食品'));
insert into k select 'j4', other from core.link where ticket = pg_temp.k('jm') and reason = 'turned';
select t.told('lead', pg_temp.k('j4'), 'extend', '{"reason": "复杂"}');
select t.told('station', pg_temp.k('j4'), 'pause', jsonb_build_object('reason', '5', 'since', t.day()));
select is((select string_agg(base, ' ') from core.pause where ticket = pg_temp.k('j4')), 'D04', 'D04 where the report came of mediation');
select is(pg_temp.yes('station', pg_temp.k('j4'), 'resume', jsonb_build_object('ended', t.day())), 'JB21 330106013', 'and back to the extended one');
insert into k select 'c', t.report_in('JB30');
select t.told('clerk', pg_temp.k('c'), 'hand_over', '{"office": "执法队", "receiver": "甲", "summary": "过期", "evidence": "照片", "advice": "处罚"}');
select pg_temp.age(pg_temp.k('c'), 'D08', 50);
create temporary table c0 as select core.day(start) as start from core.clock where ticket = pg_temp.k('c') and base = 'D08';
select is(t.no('clerk', pg_temp.k('c'), 'resume', jsonb_build_object('ended', t.day())), ': The time does not stand still.', 'nothing to go on with');
select is(t.no('clerk', pg_temp.k('c'), 'pause', jsonb_build_object('reason', '6', 'since', t.day(-20))), 'reason: A case is suspended by the leader (Penalty Procedure article 64): he enters it.', 'a leader suspends');
select is(pg_temp.yes('lead', pg_temp.k('c'), 'pause', jsonb_build_object('reason', '6', 'since', t.day(-20))), 'JB40 330106000', 'the case stays where it is');
select is(t.no('clerk', pg_temp.k('c'), 'pause', jsonb_build_object('reason', '7', 'since', t.day(-20))), ': The time has stood still since %s: that is ended first.', 'one at a time');
select is(reason, '6', 'the reason is kept') from core.pause where ticket = pg_temp.k('c');
select is(pg_temp.yes('clerk', pg_temp.k('c'), 'resume', jsonb_build_object('ended', t.day(-15))), 'JB40 330106000', 'it goes on');
select t.told('clerk', pg_temp.k('c'), 'pause', jsonb_build_object('reason', '7', 'since', t.day(-8)));
select is(pg_temp.yes('clerk', pg_temp.k('c'), 'case_result', jsonb_build_object('caseout', '2', 'decision', '不罚1号', 'decided', t.day())), 'JB50 330106000', 'the result ends the pause');
select is(pg_temp.due(pg_temp.k('c'), 'D08'), core.rolled(start + 90 + 5 + 8, false), 'and the time is judged without both') from c0;
select is((select string_agg(core.check_chain(ticket), ', ') from core.ticket), null, 'and every chain holds');
select * from finish();
