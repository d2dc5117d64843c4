-- The ledger of notices: entries with method and time, the parties they may be for, retraction, and what
-- other operators do not see.
select plan(33);
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
create function pg_temp.say(p_who text, p_ticket uuid, p_action text, p_payload jsonb) returns text language sql as $$
	select case a->>'verdict' when 'refused' then (a->>'field') || ': ' || (a->>'text') else a->>'verdict' end
	from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
create function pg_temp.told(p_more jsonb default '{}') returns jsonb language sql as $$
	select jsonb_build_object('matter', 'accept', 'party', 'complainant', 'notify', '2', 'notified', now(), 'outcome', 'reached',
		'address', '13700137000', 'evidence', '录音0099', 'detail', '已告知受理') || p_more;
$$;
create function pg_temp.doc(p_who text, p_ticket uuid) returns jsonb language sql as $$
	select o->'ticket' from t.ask(p_who, format('select api.ticket(%L)', p_ticket)) o;
$$;
insert into k select 'c', t.complaint_in('TS20');
select t.told('clerk', pg_temp.k('c'), 'accept', '{"mode": "1"}');
insert into k select 'r', t.report_in('JB31');

-- fields an entry needs
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told() - 'notify'), 'notify: This must be filled in.', 'a notice has its method');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told() - 'notified'), 'notified: This must be filled in.', 'and its time');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told() - 'outcome'), 'outcome: This must be filled in.', 'and its outcome');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told('{"notify": "9"}')),
	'notify: This is no way of telling anybody.', '"no reply needed" tells nobody');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told(jsonb_build_object('notified', now() + interval '1 hour'))),
	'notified: This time lies ahead.', 'nobody has been told tomorrow');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told(jsonb_build_object('notified', now() - interval '1 day'))),
	'notified: Nobody can have been told before the ticket was received.', 'nor before the ticket came');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told('{"matter": "nothing"}')), 'matter: There is no such code: %s.', 'matters are a table');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told('{"matter": "report"}')),
	'matter: This is not told on a ticket of this kind.', 'each kind has its own');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told('{"party": "respondent"}')),
	'party: This is not told to that party.', 'and its parties');
select is(pg_temp.say('clerk', pg_temp.k('r'), 'notify', pg_temp.told('{"matter": "report", "party": "respondent"}')),
	'party: This is not told to that party.', 'the reported party is told nothing of a report (article 37)');
select matches(pg_temp.say('lead', pg_temp.k('c'), 'notify', pg_temp.told()), 'you do not hold that duty there',
	'who handles the ticket tells');
-- only matters that came about, and documents issued here
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told('{"matter": "decline"}')),
	'matter: This has not come about on the ticket: nobody can have been told it.', 'nobody is told that an accepted complaint is declined');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told('{"matter": "terminate"}')),
	'matter: This has not come about on the ticket: nobody can have been told it.', 'nor that its mediation has ended');
insert into k select 'd', t.complaint_in('TS31');
select is(pg_temp.say('clerk', pg_temp.k('d'), 'notify', pg_temp.told('{"matter": "accept"}')),
	'matter: This has not come about on the ticket: nobody can have been told it.', 'nor that a declined one is accepted');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told('{"document": "某市监受〔2026〕第9号"}')),
	'document: No document of this ticket has this number.', 'what is served was issued on the ticket');
select is(count(*), 0::bigint, 'what was refused left no entry') from core.notice;

-- entries
select is(pg_temp.say('clerk', pg_temp.k('c'), 'notify', pg_temp.told()), 'applied', 'the complainant is told');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'contact', '{"whom": "respondent", "how": "2", "outcome": "noanswer", "address": "13600136000"}'),
	'applied', 'an attempt is recorded');
select is(string_agg(concat_ws(' ', n, matter, party, channel, outcome, operator), '; ' order by n),
	'1 accept complainant 2 reached clerk; 2  respondent 2 noanswer clerk', 'both are in the ledger') from core.notice;
select is(version, 4, 'and neither moved the ticket') from core.ticket where ticket = pg_temp.k('c');
select is((select string_agg(n->>'address', ' ' order by n->>'n') from jsonb_array_elements(pg_temp.doc('clerk', pg_temp.k('c'))->'notices') n),
	'137****7000 13600136000', 'the complainant''s number is masked, the trader''s is not');
select unalike((select string_agg(payload::text, ' ') from core.event), '%13700137000%', 'no event has the number');
select unalike((select string_agg(payload::text, ' ') from core.event), '%录音0099%', 'nor the recording');

-- a reporter
update core.ticket set facts = facts || '{"secret": "true"}' where ticket = pg_temp.k('r');
select is(pg_temp.say('clerk', pg_temp.k('r'), 'notify', pg_temp.told('{"matter": "report", "party": "reporter", "detail": "找过张三丰"}')),
	'applied', 'a reporter is told');
select ok(pg_temp.doc('lead', pg_temp.k('r'))::text !~ '7000|录音0099|张三丰', 'who may not know him sees neither number, receipt nor words');
select ok(pg_temp.doc('clerk', pg_temp.k('r'))::text ~ '137\*\*\*\*7000', 'who handles the report sees it masked');

-- retraction
select is(pg_temp.say('clerk', pg_temp.k('c'), 'retract', '{"entry": "9", "reason": "记错"}'), 'entry: There is no such entry.', 'only what there is');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'retract', '{"entry": "1", "reason": "接电话的不是本人"}'), 'applied', 'a wrong entry is taken back');
select is(pg_temp.say('clerk', pg_temp.k('c'), 'retract', '{"entry": "1", "reason": "x"}'), 'entry: This entry has been taken back already.', 'once');
select throws_ok('delete from core.notice', 'P0001', 'core.notice is append-only', 'and nothing is ever removed');

-- parties a running clock still requires to be told
insert into k select 'e', t.complaint_in('TS51');
create function pg_temp.owed() returns text language sql as $$
	select string_agg(o->>'party', ' ') from jsonb_array_elements(pg_temp.doc('station', pg_temp.k('e'))->'totell') o;
$$;
select is(pg_temp.owed(), 'complainant respondent', 'the end of mediation is told to both');
select t.told('station', pg_temp.k('e'), 'notify', pg_temp.told('{"matter": "terminate"}'));
select t.told('station', pg_temp.k('e'), 'notify', pg_temp.told('{"matter": "terminate", "party": "respondent", "outcome": "noanswer"}'));
select is(pg_temp.owed(), 'respondent', 'who did not answer has not been told');
select t.told('station', pg_temp.k('e'), 'retract', '{"entry": "1", "reason": "记错"}');
select is(pg_temp.owed(), 'complainant respondent', 'nor whose entry was taken back');
select * from finish();
