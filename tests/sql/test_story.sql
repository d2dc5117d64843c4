-- The story: a call becomes a ticket, reaches the station, is answered, called back and closed.
select plan(25);
create temporary table x as select t.register() as id;

select is(t.state(id), 'TS10 330100000', 'a registered complaint waits at the hotline') from x;
select is(caller, '张**', 'the caller is masked in the list') from core.ticket;
select t.told('disp', id, 'assign', '{"unit": "330106000", "note": "请依法处理"}') from x;
select is(t.state(id), 'TS11 330106000', 'the dispatcher assigns it down') from x;
select t.told('clerk', id, 'sign') from x;
select is(t.state(id), 'TS20 330106000', 'the county signs in') from x;
select ok(stopped is null, 'its decision clock runs') from core.clock where base = 'D01';
select t.told('clerk', id, 'accept', '{"mode": "1", "notify": "2"}') from x;
select is(t.state(id), 'TS30 330106000', 'the county accepts') from x;
select ok(stopped is not null, 'the decision clock has stopped') from core.clock where base = 'D01';
select is(code || ' ' || length || unit, 'D02 60day', 'mediation has sixty days') from core.clock where base = 'D02';
select is(clock, 'D02', 'the list shows that clock') from core.ticket;
select t.told('clerk', id, 'pass', '{"unit": "330106013"}') from x;
select is(t.state(id), 'TS30 330106013', 'the county passes it to the station') from x;
select t.told('station', id, 'contact', '{"whom": "respondent", "how": "2", "outcome": "reached", "detail": "愿意退款"}') from x;
select t.told('station', id, 'mediate', '{"consent_complainant": "true", "consent_respondent": "true", "method": "5"}') from x;
select is(t.state(id), 'TS40 330106013', 'the station mediates') from x;
select t.record('station', id) from x;
select t.told('station', id, 'agree', '{"paper": "performed", "redecolos": "128.00", "detail": "退款"}') from x;
select is(t.state(id), 'TS50 330106013', 'they agree') from x;
select t.told('station', id, 'reply', '{"handleadvice": "已退款", "notify": "2"}') from x;
select is(t.state(id), 'TS60 330106013', 'the reply waits for approval') from x;
select t.told('lead', id, 'approve', '{"note": "同意"}') from x;
select is(t.state(id), 'TS70 330106013', 'the county''s leader approves what its station did') from x;
select ok(bool_and(stopped is not null), 'no clock runs any more') from core.clock;
select is((select o->>'n' from t.ask('back', 'select * from api.counters('''')') o where o->>'queue' = 'callback'), '1',
	'it waits for the call back where it was registered');
select t.told('back', id, 'callback', '{"result": "1", "satisfied": "5"}') from x;
select is(t.state(id), 'TS80 330106013', 'the call back closes it') from x;
select is((select count(*) from core.event), 12::bigint, 'every step is in the timeline');
select is(version, 10, 'a contact does not change the version') from core.ticket;
select is(core.check_chain(id), null, 'its chain holds') from x;

create temporary table d as select o->'ticket' as doc from x, t.ask('station', format('select api.ticket(%L) as ticket', id)) o;
select is(doc #>> '{facts,pname}', '张**', 'the ticket shows the name masked') from d;
select is(doc #>> '{facts,mobile}', '138****8000', 'and the telephone number') from d;
select is(jsonb_array_length(doc->'timeline'), 12, 'and its timeline') from d;
select is(doc #>> '{timeline,1,label}', '李强', 'with who did it') from d;
select is(jsonb_array_length(doc->'contacts'), 1, 'and the contacts') from d;
select * from finish();
