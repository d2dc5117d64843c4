-- Every action: from which state to which, by whom, what it needs and what it refuses.
select plan(149);

create function pg_temp.yes(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text
language sql as $$
	select case a->>'verdict' when 'applied' then (a->>'state') || ' ' || (a->>'unit') else a::text end
	from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
create function pg_temp.reg(p_payload jsonb) returns jsonb language sql as $$
	select t.tell('recv', gen_random_uuid(), 'register', jsonb_build_object('regno', t.number('recv')) || p_payload);
$$;

-- register
select is(pg_temp.reg(t.complaint() - 'pname')->>'field', 'pname', 'a complaint needs a name');
select is(pg_temp.reg(t.complaint() - 'paddr')->>'field', 'paddr', 'and an address');
select is(pg_temp.reg(t.complaint() - 'paddr' || '{"_marks": {"paddr": "declined"}}')->>'text',
	'The law allows neither unknown nor declined here.', 'which may not be declined');
select is(pg_temp.reg(t.complaint() - 'pname' || '{"_marks": {"pname": "declined"}}')->>'text',
	'The law allows neither unknown nor declined here.', 'a name may not');
select is(pg_temp.reg(t.complaint() - '{mobile,inccall}'::text[])->>'field', 'mobile', 'a complaint needs a telephone');
select is(pg_temp.reg(t.complaint() || '{"anon": "true"}')->>'field', 'anon', 'a complaint is never anonymous');
select is(pg_temp.reg(t.complaint() || '{"kind": "gossip"}')->>'field', 'kind', 'a kind must be known');
select is(pg_temp.reg(t.complaint() || '{"demand": ["04","88"]}')->>'field', 'demand', 'codes are looked up, also in lists');
select is(pg_temp.reg(t.complaint() || '{"problem": ["Q0101"]}')->>'field', 'problem', 'one code is no list');
select is(pg_temp.reg(t.complaint() || jsonb_build_object(k, 'x'))->>'field', k, 'a code is looked up: ' || k)
from unnest('{pubaddr,report_problem,ageband,certype,handisign,inckind,sex,line,evegrade,salesmode,platform,replytype,objtype,problem}'::text[]) k;
select is(pg_temp.reg(t.complaint() || '{"sex": "x"}')->>'field', 'sex', 'every code is looked up');
select is(pg_temp.reg(t.complaint() || '{"invoam": "1,5"}')->>'field', 'invoam', 'money is money');
select is(pg_temp.reg(t.complaint() || '{"buydate": "2026-02-30"}')->>'field', 'buydate', 'a date is a date');
select is(pg_temp.reg(t.complaint() || '{"buydate": "2026-12-30"}')->>'field', 'buydate', 'and not later than the call');
select is(pg_temp.reg(t.complaint() || '{"uscc": "123"}')->>'field', 'uscc', 'a credit code has its form');
select is(pg_temp.reg(t.complaint() || '{"invdiv": "999999"}')->>'field', 'invdiv', 'a place must exist');
select is(pg_temp.reg(t.complaint() || '{"received": "gestern"}')->>'field', 'received', 'a time is a time');
select is(pg_temp.reg(t.complaint() || '{"received": "1999-01-01T10:00:00+08:00"}')->>'field', 'received', 'not too far back');
select is(pg_temp.reg(t.complaint() || '{"call": "x"}')->>'field', 'call', 'a call has an identifier');
select is(pg_temp.reg(t.complaint() || jsonb_build_object('content', repeat('长', 3001)))->>'field', 'content', 'a text has its limit');
select is(pg_temp.reg(t.complaint() || '{"received": "2099-01-01T10:00:00+08:00", "buydate": ""}')->>'verdict', 'applied',
	'a desk whose clock runs ahead registers');
select ok(max(received) <= now(), 'but not into the future') from core.ticket;
select is(t.no('disp', gen_random_uuid(), 'register', t.complaint() || jsonb_build_object('regno', t.number('recv'))),
	': "%s" is done by the %s at %s (%s): you do not hold that duty there.', 'only who has the duty registers');
select is(pg_temp.reg(t.report() - '{pname,mobile,inccall,paddr,invaddr}'::text[] || '{"anon": "true"}')->>'state', 'JB10',
	'a report may be anonymous');
select is(caller, '匿名', 'and says so') from core.ticket where kind = 'report';
-- An anonymous reporter is not stored: no name, number or address, nor the number the telephone shows.
select is((select string_agg(k, ' ' order by k) from unnest('{pname,mobile,landtel,inccall,paddr,email,cerno}'::text[]) k
	where pg_temp.reg(t.report() - '{pname,mobile,inccall,paddr}'::text[] || jsonb_build_object('anon', true, k,
		case when k in ('mobile', 'inccall') then '13800138000' when k = 'landtel' then '0571-87654321' else '某某' end))->>'field'
		is distinct from 'anon'), null, 'an anonymous report keeps nothing of the reporter');
select is(pg_temp.reg(t.report() || '{"anon": "true"}')->>'text', 'Of an anonymous reporter neither name nor number nor address is kept: '
	'take them out, or let the report be one with a name (order 121 article 28).', 'and says why');
select is(pg_temp.reg(t.report() || '{"anon": "false"}')->>'state', 'JB10', 'one with a name may say that it is not');
insert into k select 'named', t.register(t.report());
select is(pg_temp.yes('recv', pg_temp.k('named'), 'amend', '{"anon": "true"}'), 'JB10 330100000', 'who asks for it later is taken out');
select is(r.name || r.phone || r.detail, '{}', 'whole') from core.reporter r where r.ticket = pg_temp.k('named');
select is(t.no('recv', pg_temp.k('named'), 'amend', '{"pname": "张三丰"}'), 'anon: Of an anonymous reporter neither name nor number nor address is kept: '
	'take them out, or let the report be one with a name (order 121 article 28).', 'and comes back only with his name');
select is(pg_temp.yes('recv', pg_temp.k('named'), 'amend', '{"anon": "false", "pname": "张三丰"}'), 'JB10 330100000', 'said to be one');
select is(pg_temp.reg(t.enquiry())->>'state', 'ZX10', 'an enquiry may wait');
select is(pg_temp.reg(t.enquiry() || '{"answer": "自收到商品次日起算。"}')->>'state', 'ZX20', 'an enquiry answered at once is closed');

-- a call that brings a complaint and a report
insert into k select 'both', t.register(t.complaint() || '{"call": "cccccccc-cccc-4ccc-8ccc-cccccccccccc"}');
insert into k select 'both2', t.register(t.report() || '{"call": "cccccccc-cccc-4ccc-8ccc-cccccccccccc"}');
select is((select string_agg(flags, '' order by kind) from core.ticket where call = 'cccccccc-cccc-4ccc-8ccc-cccccccccccc'), 'll',
	'complaint and report of one call are linked');
select is(jsonb_array_length(o->'ticket'->'linked'), 1, 'and each shows the other')
from t.ask('recv', format('select api.ticket(%L) as ticket', pg_temp.k('both'))) o;

-- amend
insert into k select 'a', t.register();
select is(t.no('disp', pg_temp.k('a'), 'amend', '{"brand": "x"}'),
	': "%s" is done by the %s at %s: you do not hold that duty there.', 'only the registering unit amends');
select is(pg_temp.yes('recv', pg_temp.k('a'), 'amend', '{"mobile": "13900139000", "brand": "老字号"}'), 'TS10 330100000', 'it amends');
select is(phone, '13900139000', 'who called is mended apart') from core.caller where ticket = pg_temp.k('a');
select is(facts->>'brand', '老字号', 'from what happened') from core.ticket where ticket = pg_temp.k('a');
select is(t.no('recv', pg_temp.k('a'), 'amend', '{"pname": "张**"}'), 'pname: This is a mask, not a value.', 'a mask is no value');
select is(t.no('recv', pg_temp.k('a'), 'amend', '{"kind": "report"}'), ': Kind, number, call and time of receipt cannot be changed.', 'a kind stays');
select is(t.no('recv', pg_temp.k('a'), 'amend', '{"pname": ""}'), 'pname: This must be filled in.', 'what is needed stays');
select is(t.no('recv', pg_temp.k('a'), 'amend', '{}'), ': Nothing was changed.', 'something must change');

-- assign, return
select is(t.no('disp', pg_temp.k('a'), 'assign', '{"unit": "310000000"}'), 'unit: The ticket cannot go to unit %s, only to one below or to an internal unit of this level (%s).', 'only below one''s own');
select is(t.no('disp', pg_temp.k('a'), 'assign', '{"unit": "330106000", "direction": "103"}'), 'unit: The ticket cannot go to unit %s, only to one below or to an internal unit of this level (%s).', 'in the direction said');
select is(t.no('recv', pg_temp.k('a'), 'assign', '{"unit": "330106000"}'), ': "%s" is done by the %s at %s (%s): you do not hold that duty there.', 'by a dispatcher');
select is(pg_temp.yes('disp', pg_temp.k('a'), 'return', '{"reason": "1", "detail": "缺少购物凭证"}'), 'TS12 330100000', 'a dispatcher returns to the registrar');
select is(pg_temp.yes('recv', pg_temp.k('a'), 'amend', '{"orderno": "20261101"}'), 'TS10 330100000', 'who mends it, and it waits again');
select is(pg_temp.yes('disp', pg_temp.k('a'), 'assign', '{"unit": "330106000", "evegrade": "2", "limit": "2099-01-01"}'), 'TS11 330106000', 'assigned down');
select is(flags, 'rj', 'returned once, and urgent') from core.ticket where ticket = pg_temp.k('a');
select is(t.no('clerk', pg_temp.k('a'), 'return', '{"reason": "1"}'), 'detail: This must be filled in.', 'a return says why');
select is(t.no('clerk', pg_temp.k('a'), 'return', '{"reason": "77", "detail": "x"}'), 'reason: There is no such code: %s.', 'with a known reason');
select is(pg_temp.yes('clerk', pg_temp.k('a'), 'sign'), 'TS20 330106000', 'signed in');
select is(pg_temp.yes('clerk', pg_temp.k('a'), 'pass', '{"unit": "330106013"}'), 'TS20 330106013', 'passed down');
select is(pg_temp.yes('station', pg_temp.k('a'), 'return', '{"reason": "8", "detail": "不属本所辖区"}'), 'TS12 330106000', 'returned to who passed it');
select is(pg_temp.yes('clerk', pg_temp.k('a'), 'return', '{"reason": "8", "detail": "不属本局辖区"}'), 'TS12 330100000', 'and on to who assigned it');
select is(pg_temp.yes('disp', pg_temp.k('a'), 'assign', '{"direction": "103"}'), 'TS20 330100000', 'or taken in hand oneself');
select is(returned, 3, 'returns are counted') from core.ticket where ticket = pg_temp.k('a');

-- accept, decline
insert into k select 's', t.complaint_in('TS20');
select is(t.no('clerk', pg_temp.k('s'), 'accept', '{"mode": "1", "notify": "9"}'),
	'notify: This is no way of telling anybody.', 'acceptance is told');
select is(t.no('clerk2', pg_temp.k('s'), 'accept', '{"mode": "1", "notify": "2"}'), ': There is no such ticket, or it is not yours.', 'not by another county');
select is(t.no('lead', pg_temp.k('s'), 'accept', '{"mode": "1", "notify": "2"}'), ': "%s" is done by the %s at %s (%s): you do not hold that duty there.', 'not by the leader');
select is(t.no('clerk', pg_temp.k('s'), 'mediate'), ': "%s" is done in state %s by the %s at %s (%s); now it is in state %s.', 'not before its time');
select is(pg_temp.yes('clerk', pg_temp.k('s'), 'decline', '{"ground": "N1", "detail": "不属职责"}'), 'TS22 330106000', 'declining is proposed on a ground');
select is(base, 'D01', 'while the time for the decision runs on') from core.clock where ticket = pg_temp.k('s') and stopped is null;
select is((o->'ticket'->'proposal') - 'at', '{"what": "decline", "by": "clerk", "label": "陈静", "ground": "N1", "detail": "不属职责", "routes": ["1", "2", "4", "5"]}',
	'the leader sees what is proposed, and by whom') from t.ask('lead', format('select api.ticket(%L) as ticket', pg_temp.k('s'))) o;
select is(count(*), 1::bigint, 'in his list') from t.ask('lead', $$ select * from api.worklist('', 'approve', '', 10) $$);
select is(pg_temp.yes('lead', pg_temp.k('s'), 'reject', '{"note": "事实不清"}'), 'TS20 330106000', 'he may send it back');
select is(outcome, '{}', 'and nothing of it stays') from core.ticket where ticket = pg_temp.k('s');
select core.grant_duty('clerk', 'r06', '330106000');
select is(pg_temp.yes('clerk', pg_temp.k('s'), 'decline', '{"ground": "N1", "detail": "不属职责"}'), 'TS22 330106000', 'proposed again');
select is(t.no('clerk', pg_temp.k('s'), 'approve', '{}'), ': You did "%s" on this ticket yourself; another %s has to decide (%s).', 'nobody approves his own proposal');
select core.grant_duty('clerk', 'r06', '330106000', core.day(now()) - 9, core.day(now()) - 1);
select is(pg_temp.yes('super', pg_temp.k('s'), 'approve', '{}'), 'TS31 330106000', 'a leader above may');
select is(outcome - 'acctime', '{"naccode": "N1", "naccontent": "不属职责", "declined": {"routes": ["1", "2", "4", "5"]}}', 'and the ground is the ticket''s') from core.ticket where ticket = pg_temp.k('s');
select is(base, 'D01', 'the complainant is still to be told') from core.clock where ticket = pg_temp.k('s') and stopped is null;
select is(pg_temp.yes('clerk', pg_temp.k('s'), 'reply', '{"handleadvice": "已告知", "notify": "2"}'), 'TS60 330106000', 'and told');
select is(pg_temp.yes('lead', pg_temp.k('s'), 'reject', '{"note": "理由不充分"}'), 'TS31 330106000', 'the leader sends it back to where it was');
select is(count(*), 0::bigint, 'and the complainant has been told') from core.clock where ticket = pg_temp.k('s') and stopped is null;
-- mediate, agree, terminate
insert into k select 'm', t.complaint_in('TS30');
select is(t.no('clerk', pg_temp.k('m'), 'mediate', '{"consent_complainant": "true", "consent_respondent": "false", "method": "2"}'),
	'consent_respondent: Mediation needs the consent of both sides.', 'both must agree to mediation');
insert into k select 'm2', t.complaint_in('TS30', t.complaint() - 'agreeent');
select is(t.no('clerk', pg_temp.k('m2'), 'mediate', '{"consent_complainant": "true", "consent_respondent": "true", "method": "7"}'),
	'method: A body is entrusted by a step of its own ("entrust"), with its name, the term and the consent of both sides.',
	'another body has a step of its own');
insert into k select 'e', t.complaint_in('TS40');
select is(t.no('station', pg_temp.k('e'), 'agree', '{"redecolos": "1.00", "detail": "x"}'), 'paper: This must be filled in.', 'an agreement has its paper or says why not');
select is(t.no('station', pg_temp.k('e'), 'agree', '{"paper": "waived", "redecolos": "viel", "detail": "x"}'), 'redecolos: This is not an amount of money.', 'and its money');
select is(t.no('station', pg_temp.k('e'), 'terminate', '{"ground": "G4", "detail": "x"}'), 'ground: There is no such code: %s.', 'a ground of the old rules ends nothing new');
select is(t.no('station', pg_temp.k('e'), 'terminate', '{"ground": "E5", "detail": "x"}'), 'ground: The time for mediation has not run out yet.', 'sixty days are sixty days');
select is(t.no('station', pg_temp.k('e'), 'terminate', '{"ground": "E6", "detail": "x"}'), 'found: This ground needs the ground for declining that was found since.', 'what was found is named');
select is(t.no('station', pg_temp.k('e'), 'terminate', '{"ground": "E6", "found": "O1", "detail": "x"}'), 'found: There is no such code: %s.', 'out of its rule set');
select is(t.no('station', pg_temp.k('e'), 'terminate', '{"ground": "E3", "crime": "true", "detail": "x"}'),
	'crime: This is said only where the ground is one that was found after acceptance.', 'and only there');
select is(pg_temp.yes('station', pg_temp.k('e'), 'terminate', '{"ground": "E6", "found": "N2", "detail": "x"}'), 'TS43 330106013', 'ending is proposed');
select is(pg_temp.yes('lead', pg_temp.k('e'), 'reject', '{"note": "再调解一次"}'), 'TS40 330106013', 'sent back to mediation');
select is(pg_temp.yes('station', pg_temp.k('e'), 'terminate', '{"ground": "E3", "detail": "x"}'), 'TS43 330106013', 'proposed on another ground');
select is(string_agg(base, ' ' order by base), 'D02', 'while the time for mediation runs on') from core.clock where ticket = pg_temp.k('e') and stopped is null;
select is(pg_temp.yes('lead', pg_temp.k('e'), 'approve', '{}'), 'TS51 330106013', 'ended on a ground');
select is(outcome - 'intenddate' - 'acctime', '{"mode": "1", "method": "5", "ground": "E3", "endreason": "x", "mediate_result": "2"}', 'which the ticket keeps') from core.ticket where ticket = pg_temp.k('e');
select is(string_agg(base, ' ' order by base), 'D03', 'both are to be told in time') from core.clock where ticket = pg_temp.k('e') and stopped is null;
select t.told('station', pg_temp.k('e'), 'notify', jsonb_build_object('matter', 'terminate', 'party', 'respondent', 'notify', '2', 'notified', now(), 'outcome', 'reached'));
select is(pg_temp.yes('station', pg_temp.k('e'), 'reply', '{"handleadvice": "已告知双方", "notify": "2"}'), 'TS60 330106013', 'told');
select is(count(*), 0::bigint, 'in time') from core.clock where ticket = pg_temp.k('e') and stopped is null;
select is(pg_temp.yes('lead', pg_temp.k('e'), 'reject', '{"note": "请补充"}'), 'TS51 330106013', 'sent back');
select is(count(*), 0::bigint, 'they have been told') from core.clock where ticket = pg_temp.k('e') and stopped is null;
-- A refusal names the step, the unit and duty that may take it, and the rule.
select is(a->'args', '["受理", "待初查（待受理）", "承办人", "西湖区局", "令121§15", "已受理"]', 'state, duty, unit and article')
from t.tell('clerk', pg_temp.k('m'), 'accept', '{"mode": "1", "notify": "2"}') a;
select is(a->'args', '["组织调解", "承办人", "西湖区局", "令121§18"]', 'duty, unit and article')
from t.tell('lead', pg_temp.k('m'), 'mediate', '{}') a;
select is(a->'args', '["督办", "督办/应急岗", "杭州市局"]', 'the superior where it takes one')
from t.tell('lead', pg_temp.k('m'), 'supervise', '{"detail": "x", "due": "2099-01-01"}') a;
select is(a->'args', '["310000000", "令121§41"]', 'and for a unit where it could go')
from t.tell('disp', t.register(), 'assign', '{"unit": "310000000"}') a;
-- approve
select core.enrol('both', '双岗', '0600', '330106013', '{r05,r06}');
insert into k select 'p', t.complaint_in('TS50');
select t.told('both', pg_temp.k('p'), 'reply', '{"handleadvice": "退款", "notify": "2"}');
select is(t.no('both', pg_temp.k('p'), 'approve'), ': You did "%s" on this ticket yourself; another %s has to decide (%s).', 'nobody approves himself');
select is(t.no('both', pg_temp.k('p'), 'reject', '{"note": "x"}'), ': You did "%s" on this ticket yourself; another %s has to decide (%s).', 'nor sends his own back');
select is(pg_temp.yes('lead', pg_temp.k('p'), 'approve'), 'TS70 330106013', 'another does');
insert into k select 'en', t.complaint_in('TS40');
select t.told('both', pg_temp.k('en'), 'entrust', jsonb_build_object('body', '西湖区消费者权益保护委员会', 'method', '7', 'consent_complainant', 'true', 'consent_respondent', 'true',
	'until', core.day(now()) + 20));
select t.record('station', pg_temp.k('en'));
select t.told('station', pg_temp.k('en'), 'agree', '{"paper": "performed", "redecolos": "128.00", "detail": "退款"}');
select t.told('station', pg_temp.k('en'), 'reply', '{"handleadvice": "退款", "notify": "2"}');
select is(t.no('both', pg_temp.k('en'), 'approve'), ': You did "%s" on this ticket yourself; another %s has to decide (%s).', 'nor what he entrusted and a colleague replied to');
select is(t.no('back', pg_temp.k('p'), 'callback', '{"result": "1", "satisfied": "9"}'), 'satisfied: There is no such code: %s.', 'satisfaction has its codes');
-- Nobody answered: after three attempts that were not retracted.
select matches(t.no('back', pg_temp.k('p'), 'callback', '{"result": "4", "satisfied": "0"}'), '^result: Nobody answered is said after three attempts',
	'nobody answered is not said before it was tried');
select is(string_agg(pg_temp.yes('back', pg_temp.k('p'), 'contact', jsonb_build_object('whom', 'complainant', 'how', '2', 'outcome', o)), ' '),
	'TS70 330106013 TS70 330106013 TS70 330106013', 'who calls back records attempts on a closed ticket')
from unnest('{noanswer,busy,reached}'::text[]) o;
select matches(t.no('back', pg_temp.k('p'), 'callback', '{"result": "4", "satisfied": "0"}'), '^result: Nobody answered', 'who was reached answered');
select is(pg_temp.yes('back', pg_temp.k('p'), 'contact', '{"whom": "complainant", "how": "2", "outcome": "noanswer"}'), 'TS70 330106013', 'a third');
select is(pg_temp.yes('back', pg_temp.k('p'), 'callback', '{"result": "4", "satisfied": "0"}'), 'TS80 330106013', 'called back');
select is(t.no('recv', pg_temp.k('p'), 'urge'), ': The ticket is closed (%s): "%s" needs an open one.', 'what is closed is not urged');
select is(pg_temp.yes('recv', pg_temp.k('p'), 'note', '{"note": "来电致谢"}'), 'TS80 330106013', 'but noted');
-- escalate, take, urge, supervise, withdraw
insert into k select 'h', t.complaint_in('TS20');
select is(pg_temp.yes('lead', pg_temp.k('h'), 'escalate', '{"detail": "案情重大"}'), 'TS10 330100000', 'a county asks its superior');
insert into k select 'i', t.complaint_in('TS20');
select is(t.no('disp', pg_temp.k('i'), 'take', '{}'), 'detail: This must be filled in.', 'a superior says why he takes it');
select is(pg_temp.yes('disp', pg_temp.k('i'), 'take', '{"detail": "影响重大"}'), 'TS20 330100000', 'and has it');
insert into k select 'u', t.complaint_in('TS30');
select is(pg_temp.yes('recv', pg_temp.k('u'), 'urge', '{"note": "来电催办"}'), 'TS30 330106000', 'the registrar urges');
select is(t.no('station2', pg_temp.k('u'), 'urge'), ': There is no such ticket, or it is not yours.', 'a stranger does not');
select is(pg_temp.yes('super', pg_temp.k('u'), 'supervise', '{"detail": "限期办结", "due": "2099-01-01"}'), 'TS30 330106000', 'the province supervises');
select is(t.no('lead', pg_temp.k('u'), 'supervise', '{"detail": "x", "due": "2099-01-01"}'), ': "%s" is done by the %s at %s: you do not hold that duty there.', 'nobody his own');
select is(t.no('super', pg_temp.k('u'), 'supervise', '{"detail": "x", "due": "2020-01-01"}'), 'due: This day has passed.', 'nor for yesterday');
select is(flags, 'us', 'both are seen in the list') from core.ticket where ticket = pg_temp.k('u');
select is(count(*), 1::bigint, 'it is in the list of those watched') from t.ask('super', $$ select * from api.worklist('', 'supervised', '', 10) $$);
select is(pg_temp.yes('recv', pg_temp.k('u'), 'withdraw', '{"how": "1"}'), 'TS51 330106000', 'withdrawn after acceptance: mediation ends');
select is(outcome->>'ground', 'E1a', 'on that ground') from core.ticket where ticket = pg_temp.k('u');
insert into k select 'w', t.complaint_in('TS11');
select is(pg_temp.yes('recv', pg_temp.k('w'), 'withdraw', '{"how": "1"}'), 'TS70 330106000', 'withdrawn before: closed');
-- reports
insert into k select 'r', t.report_in('JB20');
select is(t.no('clerk', pg_temp.k('r'), 'file', '{"caseno": "1", "officers": "a,b", "R1a": "true", "R1b": "true", "R1c": "true", "R1d": "true"}'),
	': "%s" is done by the %s at %s (%s): you do not hold that duty there.', 'a case is opened by the leader');
select is(t.no('lead', pg_temp.k('r'), 'file', '{"caseno": "1", "officers": "a", "R1a": "true", "R1b": "true", "R1c": "true", "R1d": "true"}'),
	'officers: A case needs at least two officers.', 'with two officers');
select is(t.no('lead', pg_temp.k('r'), 'file', '{"caseno": "1", "officers": "a,b", "R1a": "true", "R1b": "true", "R1c": "true", "R1d": "false"}'),
	'R1d: A case is opened only where all four conditions are met.', 'under four conditions');
select is(pg_temp.yes('clerk', pg_temp.k('r'), 'verify', '{"detail": "现场检查"}'), 'JB20 330106000', 'verification is recorded');
select is(pg_temp.yes('lead', pg_temp.k('r'), 'file', '{"caseno": "1", "officers": "张三 李四", "R1a": "true", "R1b": "true", "R1c": "true", "R1d": "true"}'),
	'JB30 330106000', 'a case');
select core.enrol('whole', '双岗', '0601', '330106000', '{r05,r06}');
insert into k select 'own', t.report_in('JB20');
select t.told('whole', pg_temp.k('own'), 'verify', '{"detail": "现场检查"}');
select is(a->'args', '["核查记录", "审批人", "处罚程序§18"]', 'who verified does not extend, and is told why and who may')
from t.tell('whole', pg_temp.k('own'), 'extend', '{"reason": "x"}') a;
insert into k select 'n', t.report_in('JB31');
select is(pg_temp.yes('clerk', pg_temp.k('n'), 'tell_reporter', '{"basis": "食品安全法第115条", "detail": "不予立案", "notify": "2"}'), 'JB70 330106000', 'the reporter is told');
-- enquiries
insert into k select 'z', t.register(t.enquiry());
select t.told('disp', pg_temp.k('z'), 'assign', '{"unit": "330106000"}');
select is(pg_temp.yes('clerk', pg_temp.k('z'), 'reply', '{"handleadvice": "答复", "notify": "2"}') || pg_temp.yes('back', pg_temp.k('z'), 'callback', '{"result": "1", "satisfied": "4"}'),
	'ZX40 330106000ZX70 330106000', 'an enquiry passed on, answered, called back');
insert into k select 'q', t.register(t.enquiry());
select is(pg_temp.yes('recv', pg_temp.k('q'), 'answer', '{"answer": "七日"}'), 'ZX20 330100000', 'or answered by the receiver');
select is((select string_agg(core.check_chain(ticket), ', ') from core.ticket), null, 'and every chain holds');
select * from finish();
