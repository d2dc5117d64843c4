-- Joint complaints, agents, merged and split tickets (order 121 articles 9, 11, 12, 15, 37).
select * from no_plan();
create function pg_temp.says(p_who text, p_id uuid, p_action text, p_payload jsonb default '{}') returns text language sql as $$
	select coalesce(o->>'text', o->>'verdict') from t.tell(p_who, p_id, p_action, p_payload) o;
$$;
create function pg_temp.doc(p_who text, p_id uuid) returns jsonb language sql as $$
	select o->'ticket' from t.ask(p_who, format('select api.ticket(%L)', p_id)) o;
$$;
create function pg_temp.clocks(p_id uuid) returns text language sql as $$
	select string_agg(format('%s %s %s', base, start, due), ', ' order by base) from core.clock where ticket = p_id and stopped is null;
$$;
\set joins '{"pname": "雀二娘", "mobile": "13911112222", "paddr": "雀街二弄三号", "certype": "111", "cerno": "330102199001011234", "consent": "true"}'
create temporary table x as select t.complaint_in('TS40') as id;

-- joint complaints
select is(pg_temp.says('recv', id, 'join', :'joins'::jsonb - 'consent' || '{"consent": "false"}'),
	'Complaining together needs the consent of each.', 'not without consent') from x;
select is(pg_temp.says('recv', id, 'join', :'joins'::jsonb || '{"pname": "雀**"}'), 'This is a mask, not a value.', 'no mask is a value') from x;
select is(pg_temp.says('recv', id, 'join', :'joins'::jsonb || '{"cerno": "12"}'), 'An identity number has 18 characters.', 'nor an impossible number') from x;
select is(pg_temp.says('station', id, 'represent', '{"first": "1", "paper": "推选书"}'),
	'Only one person complains here: nobody is to be represented.', 'one alone needs nobody') from x;
select is(pg_temp.says('recv', id, 'join', :'joins'), 'applied', 'a second one joins') from x;
select is(pg_temp.says('station', id, 'join', :'joins'::jsonb), 'This person is in the complaint already.', 'but once') from x;
select is(pg_temp.says('station', id, 'join', '{"pname": "雀三郎", "mobile": "13933334444", "paddr": "雀街", "consent": "true"}'),
	'applied', 'and a third') from x;
select is(doc->'joint'->0->>'name' || ' ' || (doc->'facts'->>'party.2.mobile') || ' ' || (doc->'facts'->>'party.2.cerno'),
	'雀** 139****2222 330102********1234', 'they are shown masked') from x, pg_temp.doc('station', id) doc;
select ok(doc->'masked' ? 'party.2.mobile', 'and said to be') from x, pg_temp.doc('station', id) doc;
select is(count(*), 1::bigint, 'found by his number') from x, t.ask('recv', $$ select * from api.caller('13911112222') $$) o
	where (o->>'ticket')::uuid = id;
select is(count(*), 0::bigint, 'not by who need not know') from t.ask('super', $$ select * from api.caller('13911112222') $$) o;
select is(pg_temp.says('station', id, 'represent', '{"first": "2", "second": "2", "paper": "推选书"}'), 'This is the same person twice.', 'two are two') from x;
select is(pg_temp.says('station', id, 'represent', '{"first": "9", "paper": "推选书"}'), 'There is no such person in the complaint.', 'who is not there represents nobody') from x;
select is(pg_temp.says('station', id, 'represent', '{"first": "1", "second": "2", "paper": "推选书1"}'), 'applied', 'two are elected in writing') from x;
select is(pg_temp.says('station', id, 'represent', '{"first": "3", "paper": "推选书2"}'), 
	'This needs the consent of each one represented; it is not on record for: %s.', 'a change needs consent') from x;
select is(pg_temp.says('station', id, 'agree', '{"paper": "waived", "redecolos": "1", "detail": "和解"}'),
	'This needs the consent of each one represented; it is not on record for: %s.', 'so does a settlement') from x;
select is(pg_temp.says('station', id, 'withdraw', '{"how": "1"}'),
	'This needs the consent of each one represented; it is not on record for: %s.', 'and a withdrawal') from x;
select is(pg_temp.says('station', id, 'consent', '{"persons": "4", "matter": "settle", "how": "1"}'), 'There is no such person in the complaint.', 'a stranger consents to nothing') from x;
select is(pg_temp.says('station', id, 'consent', '{"persons": "3", "matter": "represent", "how": "1"}'), 'applied', 'he consents to a change') from x;
select is(pg_temp.says('station', id, 'represent', '{"first": "3", "paper": "推选书2"}'), 'applied', 'then it is done') from x;
select is(pg_temp.says('station', id, 'represent', '{"first": "1", "paper": "推选书3"}'),
	'This needs the consent of each one represented; it is not on record for: %s.', 'once') from x;
select is(pg_temp.says('station', id, 'consent', '{"persons": "1,2", "matter": "settle", "how": "1"}'), 'applied', 'the others consent to settling') from x;

-- agents
\set acts '{"pname": "雀代理", "certype": "111", "cerno": "33010219800101123X", "matter": "雀姓案件", "scope": "1", "until": "2099-01-01", "original": "true"}'
select is(pg_temp.says('clerk', id, 'revoke', '{"reason": "x"}'), 'You do not hold the duty for this at the unit of the ticket.', 'others do not') from x where false;
select is(pg_temp.says('station', id, 'empower', :'acts'::jsonb || '{"original": "false"}'),
	'An agent hands in the original of the power of attorney, signed.', 'no agent without the original') from x;
select is(pg_temp.says('station', id, 'empower', :'acts'::jsonb || '{"until": "2020-01-01"}'), 'The power of attorney has ended.', 'nor with an old one') from x;
select is(pg_temp.says('station', id, 'empower', :'acts'::jsonb - 'cerno'), 'This must be filled in.', 'nor without his own paper') from x;
select is(pg_temp.says('station', id, 'empower', :'acts'), 'applied', 'an agent acts') from x;
select is(pg_temp.says('station', id, 'withdraw', '{"how": "1"}'),
	'This needs the consent of each one represented; it is not on record for: %s.', 'he gives nothing up by himself') from x;
select is(doc->'joint'->2->>'role', 'agent', 'he is shown') from x, pg_temp.doc('station', id) doc;
select is(pg_temp.says('station', id, 'empower', :'acts'::jsonb || '{"pname": "雀代理二", "scope": "2"}'), 'applied', 'another takes his place') from x;
select is(doc->'joint'->2->>'ended' is not null, true, 'the first no longer acts') from x, pg_temp.doc('station', id) doc;
select is(pg_temp.says('station', id, 'revoke', '{"reason": "解除委托"}'), 'applied', 'it ends') from x;
select is(pg_temp.says('station', id, 'revoke', '{"reason": "解除委托"}'), 'Nobody acts for the complainant here.', 'once') from x;

-- Operators who do not handle the ticket cannot see them.
select ok(not exists (select from core.event where payload::text ~ '雀二娘|雀三郎|雀代理|雀姓|雀街|13911112222|330102'), 'no event names them');
select ok(not exists (select from core.applied where detail::text ~ '雀二娘|雀三郎|雀代理|雀姓|雀街|13911112222|330102'), 'nor the ledger');
select ok(not exists (select from core.ticket where (facts || outcome)::text ~ '雀二娘|雀三郎|雀代理|雀姓|雀街|13911112222|330102'), 'nor the facts');
select ok(doc::text !~ '雀二娘|雀三郎|雀代理|雀姓|弄三号|13911112222|19900101', 'nor a document') from x, pg_temp.doc('station', id) doc;
create temporary table k as select (o->>'reveal_request')::uuid as token from x, t.ask('station',
	format($$ select api.reveal_request(%L, 'party.2.mobile', '联系') $$, id)) o;
select is(o->>'value', '13911112222', 'asked, committed, read') from k, t.ask('station', format('select * from api.reveal_redeem(%L)', token)) o;
select is((select count(*) from core.reveal where field = 'party.2.mobile'), 1::bigint, 'on record');
select throws_ok(format($$ select * from t.ask('super', $q$ select api.reveal_request(%L, 'party.2.mobile', '联系') $q$) $$, id), 'GS002', null, 'not by a supervisor') from x;
select throws_ok(format($$ select * from t.ask('station', $q$ select api.reveal_request(%L, 'party.2.n', '联系') $q$) $$, id), 'GS001', null, 'nothing else') from x;
select is(core.check_chain(id), null, 'the chain holds') from x;
select is((select count(*) from core.verify_ticket()), 0::bigint, 'and all is in order');
update core.party set phone = '1' where n = 2;
select is(core.check_chain(id), 'who else complains or acts was changed', 'who changes a person is found') from x;
select is((select count(*) from core.verify_ticket()), 1::bigint, 'by everything');
update core.party set phone = '13911112222' where n = 2;
select is(pg_temp.says('station', id, 'leave', '{"person": "3", "how": "1"}'), 'applied', 'one leaves') from x;
select ok(not outcome ? 'representatives', 'and represents nobody') from core.ticket where ticket = (select id from x);
select is(pg_temp.says('station', id, 'leave', '{"person": "3", "how": "1"}'), 'There is no such person in the complaint.', 'once') from x;
select t.record('station', id) from x;
select is(pg_temp.says('station', id, 'agree', '{"paper": "waived", "redecolos": "1", "detail": "和解"}'), 'applied', 'with consent it is settled') from x;

-- merging
create temporary table m as select t.complaint_in('TS20', t.complaint() || jsonb_build_object('received', now() - interval '1 hour')) as main,
	t.complaint_in('TS20', t.complaint() || '{"pname": "雀四娘", "mobile": "13955556666", "inccall": "13955556666"}') as other,
	t.complaint_in('TS10') as same, t.complaint_in('TS70') as closed;
create temporary table was as select pg_temp.clocks(other) as clocks, t.state(other) as state from m;
create function pg_temp.no(p_ticket uuid) returns jsonb language sql as $$
	select jsonb_build_object('main', regno) from core.ticket where ticket = p_ticket;
$$;
-- The tickets that may be named are offered, and the end of a number is enough.
create function pg_temp.offers(p_who text, p_id uuid) returns uuid[] language sql as $$
	select array(select t.ticket from jsonb_array_elements(doc->'mergeable') with ordinality e(o, n) join core.ticket t on t.regno = e.o->>'regno'
		order by e.n) from pg_temp.doc(p_who, p_id) doc;
$$;
create function pg_temp.tail(p_ticket uuid, p_n integer) returns jsonb language sql as $$
	select jsonb_build_object('main', right(regno, p_n)) from core.ticket where ticket = p_ticket;
$$;
select is(pg_temp.offers('clerk', other), array[main], 'the open one about the same respondent is offered, not a closed one, not what is out of sight') from m;
select ok(main = any (pg_temp.offers('disp', same)) and other = any (pg_temp.offers('disp', same)), 'to who sees more more is') from m;
select is((doc->'mergeable'->0) - 'received', jsonb_build_object('regno', t.regno, 'respondent', '杭州某某食品有限公司', 'state_name', (select name from core.state where code = 'TS20')),
	'with number, respondent and state') from m join core.ticket t on t.ticket = m.main, pg_temp.doc('clerk', other) doc;
select is(pg_temp.offers('clerk', main), '{}', 'the first one is merged into none') from m;
select is((doc->'mergeable'->0->>'received')::timestamptz, received, 'and when it came') from m join core.ticket t on t.ticket = m.main, pg_temp.doc('clerk', other) doc;
select is(pg_temp.offers('clerk', closed), '{}', 'nor one that is decided') from m;
select is(pg_temp.says('clerk', other, 'merge', pg_temp.tail(main, n)), 'Another person complains here: merging needs his consent.', format('%s digits are enough', n))
from m, unnest('{1,2,3,9,24}'::integer[]) n;
select is(pg_temp.says('clerk', other, 'merge', jsonb_build_object('main', ' # ' || right(regno, 3))), 'Another person complains here: merging needs his consent.', 'with its sign as well')
from m join core.ticket t on t.ticket = m.main;
create temporary table far as select count(t.complaint_in('TS20', t.complaint() || '{"invname": "别家小店"}')) from m,
	generate_series(1, (select mod(19 - max(serial) + (select serial from core.ticket t join m on t.ticket = m.main), 10)::integer from core.ticket));
create temporary table twin as select t.complaint_in('TS20', t.complaint() || jsonb_build_object('invname', '杭州某某食品 有限公司', 'received', now() - interval '30 minutes')) as id;
select is((select right(regno, 1) from core.ticket where ticket = id), (select right(regno, 1) from core.ticket where ticket = main), 'two end alike') from m, twin;
select is(pg_temp.offers('clerk', other), array[id, main], 'the newest stands first, however the respondent is written') from m, twin;
select is(o->>'text', 'Several tickets end so: %s. Give more of the number.', 'then more is needed')
from m, t.tell('clerk', other, 'merge', pg_temp.tail(main, 1)) o;
select is(o->'args'->>0, (select string_agg(regno, '、' order by received desc) from core.ticket where ticket in (id, main)), 'and both are named')
from m, twin, t.tell('clerk', other, 'merge', pg_temp.tail(main, 1)) o;
select is(pg_temp.says('clerk', other, 'merge', pg_temp.tail(main, 2)), 'Another person complains here: merging needs his consent.', 'one digit more and it is clear') from m;
select is(pg_temp.says('clerk', id, 'merge', pg_temp.no(main)), 'applied', 'the twin is merged') from m, twin;
select is(pg_temp.offers('clerk', other), array[main], 'what was merged is offered no more') from m;
select is(pg_temp.says('clerk', id, 'unmerge', '{"reason": "试"}'), 'applied', 'and apart') from twin;
select is(pg_temp.says('clerk', other, 'merge', pg_temp.no(other)), 'A ticket is not merged into itself.', 'not into itself') from m;
select is(pg_temp.says('clerk', other, 'merge', pg_temp.no(closed)), 'That ticket is decided already: nothing more is merged into it.', 'not into a closed one') from m;
select is(pg_temp.says('clerk', other, 'merge', '{"main": "x"}'), 'Give the number of the ticket or the end of it.', 'not into nothing') from m;
select is(pg_temp.says('clerk', other, 'merge', '{"main": "9999"}'), 'There is no such ticket of this kind, or it is not yours.', 'nor what is not there') from m;
select is(pg_temp.says('clerk', main, 'merge', pg_temp.no(other)), 'The one received first is the main ticket: its time runs.', 'the first received leads') from m;
select is(pg_temp.says('clerk', other, 'merge', pg_temp.no(main)), 'Another person complains here: merging needs his consent.', 'another person must consent') from m;
select is(pg_temp.says('clerk', other, 'merge', jsonb_build_object('main', (select right(regno, 4) from core.ticket where ticket = main), 'consent', 'true')),
	'applied', 'with it, by the end of the number') from m;
select is(t.state(other), 'TS95 330106000', 'it is merged') from m;
select is(pg_temp.clocks(other), null, 'its time stands') from m;
select is((select due from core.ticket where ticket = other), null, 'nothing of it is due') from m;
select is((select regno from core.ticket where ticket = main), doc->'merged_into'->>'regno', 'it names the main one') from m, pg_temp.doc('clerk', other) doc;
select is((select regno from core.ticket where ticket = other), doc->'merged'->0->>'regno', 'which names it') from m, pg_temp.doc('clerk', main) doc;
select is(doc->'joint'->0->>'origin', (select regno from core.ticket where ticket = other), 'and its caller') from m, pg_temp.doc('clerk', main) doc;
select is(doc->'timeline'->-1->>'action', 'merged_in', 'and when it came') from m, pg_temp.doc('clerk', main) doc;
select is(count(*), 2::bigint, 'both are found by the number of him who came with it') from m, t.ask('recv', $$ select * from api.caller('13955556666') $$) o;
select is(count(*), 1::bigint, 'and the merged one by its own') from m, t.ask('recv', format('select * from api.search(%L, 9)',
	(select regno from core.ticket where ticket = other))) o;
select is(pg_temp.says('disp', same, 'merge', pg_temp.no(other)), 'That ticket was itself merged into another one: give the main one.', 'nothing goes into a merged one') from m;
select is(pg_temp.says('clerk', main, 'merge', pg_temp.no(other)), 'Others were merged into this ticket: it is the main one.', 'nor the main one anywhere') from m;
select is(pg_temp.says('disp', same, 'merge', pg_temp.no(main)), 'applied', 'the same person needs no consent') from m;
select is(jsonb_array_length(doc->'merged'), 2, 'all numbers stand there') from m, pg_temp.doc('clerk', main) doc;
select is((select string_agg(core.check_chain(ticket), ' ') from core.ticket), null, 'every chain holds');
select is((select count(*) from core.verify_ticket()), 0::bigint, 'and all is in order');
select is((select count(*) from core.verify_answer()), 0::bigint, 'also answers');
select is(pg_temp.says('clerk', main, 'leave', '{"person": "2", "how": "1"}'),
	'This person came with a ticket that was merged: it is separated there.', 'who came with it goes with it') from m;
select is(pg_temp.says('clerk', other, 'unmerge', '{}'), 'This must be filled in.', 'not apart without a reason') from m;
select is(pg_temp.says('clerk', other, 'unmerge', '{"reason": "非同一事项"}'), 'applied', 'apart again') from m;
select is(t.state(other), (select state from was), 'it stands where it stood') from m;
select is(pg_temp.clocks(other), (select clocks from was), 'I9: no last day moved') from m;
select is((select due from core.ticket where ticket = other), (select due from core.clock where ticket = other and base = 'D01'), 'it is due again') from m;
select is(jsonb_array_length(doc->'merged'), 1, 'the main one has it no more') from m, pg_temp.doc('clerk', main) doc;
select ok(doc->'joint'->0->>'ended' is not null, 'nor its caller') from m, pg_temp.doc('clerk', main) doc;
select is((select string_agg(core.check_chain(ticket), ' ') from core.ticket), null, 'every chain holds');
select is((select count(*) from core.verify_ticket()), 0::bigint, 'and all is in order');

-- Tickets under another order are not merged.
create temporary table old as select t.complaint_in('TS20', t.complaint() || '{"received": "2026-04-10T10:00:00+08:00", "buydate": "2026-04-01"}') as id;
select is(pg_temp.says('clerk', other, 'merge', pg_temp.no(id)), 'That ticket is under order %s, this one under order %s.', 'I18: two orders are two tickets') from m, old;
create temporary table old2 as select t.complaint_in('TS20', t.complaint() || '{"received": "2026-04-11T10:00:00+08:00", "buydate": "2026-04-01"}') as id;
select is(pg_temp.says('clerk', old2.id, 'merge', pg_temp.no(old.id)), 'applied', 'under order 20 as well') from old, old2;

-- splitting
select is(pg_temp.says('clerk', other, 'split', '{"kind": "complaint", "content": "另一家店的事", "invname": "另一家店", "_marks": {"invaddr": "unknown"}}'), 'applied', 'a second matter') from m;
create temporary table s as select l.other as id from core.link l, m where l.ticket = m.other and l.reason = 'split';
select is(t.state(id) || ' ' || respondent, 'TS10 330106000 另一家店', 'has a ticket of its own') from s join core.ticket on ticket = id;
select is(b.received, a.received, 'received when the first one was') from m join core.ticket a on a.ticket = m.other, s join core.ticket b on b.ticket = s.id;
select is(facts->>'invaddr', null, 'another trader has another address') from s join core.ticket on ticket = id;
select is(pg_temp.says('clerk', other, 'split', '{"kind": "report", "problem": "J01", "content": "雀举报", "invname": "另一家店"}'), 'applied', 'a violation') from m;
create temporary table r as select ticket as id from core.ticket where kind = 'report';
select is(t.state(id), 'JB10 330106000', 'is a report') from r;
select is((select name from core.reporter where ticket = id), '雀四娘', 'of the same caller') from r;
select ok(doc::text !~ '雀举报' and jsonb_array_length(doc->'linked') = 1, 'who does not handle it does not see that he reported') from m, pg_temp.doc('super', other) doc;
select ok(not doc->'timeline'->0->'payload' ? 'of' and jsonb_array_length(doc->'linked') = 0, 'nor from what it came') from r, pg_temp.doc('super', id) doc;
select is((select string_agg(core.check_chain(ticket), ' ') from core.ticket), null, 'every chain holds');
select is((select count(*) from core.verify_ticket()), 0::bigint, 'and all is in order');
select * from finish();
