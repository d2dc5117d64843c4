-- Substitutes: for a time, in the absent operator's own duties, on record, and never to decide on oneself.
select plan(28);
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
create function pg_temp.does(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text
language sql as $$
	select a->>'verdict' from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
select core.enrol('deputy', '何洁', '0210', '330106000', '{r05}');
insert into k select x, t.complaint_in('TS60') from unnest('{a,b,c,d}'::text[]) x;
select is(pg_temp.does('deputy', pg_temp.k('a'), 'approve'), 'refused', 'without the duty there is no approval');
select is(core.stand_in('lead', 'deputy', '{r06}', null, core.day(now()), core.day(now()) + 3, '出差'), '', 'somebody stands in');
select is(t.no('deputy', pg_temp.k('a'), 'approve', '{"_for": "super"}'), ': This step has no field named "%s".', 'for whom is not told');
select is(pg_temp.does('deputy', pg_temp.k('a'), 'approve'), 'applied', 'who stands in approves');
select is((select operator || ' ' || (payload->>'_for') from core.event where ticket = pg_temp.k('a') order by n desc limit 1),
	'deputy lead', 'it is on record for whom');
select is(core.check_chain(pg_temp.k('a')), null, 'within the chain');
select is((select string_agg(e->>'for', ' ') from t.ask('lead', format('select api.ticket(%L) as d', pg_temp.k('a'))) o,
	jsonb_array_elements(o->'d'->'timeline') e), '周伟', 'and in the timeline');
select is((select o->'h'->'operator'->>'stands' from t.ask('deputy', format('select api.hello(%L, %L, 1, %L) as h', gen_random_uuid(), 'x', '{}')) o),
	'周伟', 'the greeting says for whom');
select is((select core.pass_give(core.who_is('deputy'), gen_random_uuid())->'duties'), '["r05@330106000"]', 'no leave to work without the centre outlasts it');
update core.absence set valid_to = core.day(now()) + 30;
select is((select core.pass_give(core.who_is('deputy'), gen_random_uuid())->'duties'), '["r05@330106000", "r06@330106000"]', 'one within it has the duty');
-- A long absence covers only its own duties at its own unit.
select core.enrol('boss', '谢云', '0214', '330106000', '{r04,r06}'), core.grant_duty('boss', 'r06', '330105000'), core.enrol('aide', '罗兰', '0215', '330106000', '{r05}');
select core.stand_in('boss', 'aide', '{r06}', '330105000', core.day(now()), core.day(now()) + 30, '借调'),
	core.stand_in('boss', 'aide', '{r04,r06}', '330106000', core.day(now()), core.day(now()) + 2, '出差');
select is((select core.pass_give(core.who_is('aide'), gen_random_uuid())->'duties'), '["r05@330106000", "r06@330105000"]', 'what ends in two days does not outlast it with the long one');
select core.grant_duty('boss', 'r06', '330105000', core.day(now()), core.day(now()) + 1);
select is((select core.pass_give(core.who_is('aide'), gen_random_uuid())->'duties'), '["r05@330106000"]', 'nor what the absent one himself has for two days more');
-- A substitute takes back what the absent operator sent.
select core.enrol('own3', '分派二', '0211', '330100000', '{r03}');
select core.enrol('prov', '省分派', '0212', '330000000', '{r03}');
select core.stand_in('prov', 'own3', '{r03}', null, core.day(now()), core.day(now()) + 9, '出差'), core.enrol('none3', '借调', '0213', '330106000', '{r03}'),
	core.stand_in('disp', 'none3', '{r03}', null, core.day(now()), core.day(now()) + 9, '出差');
insert into k select 'r1', t.complaint_in('TS11') union all select 'r2', t.register();
select t.told('disp', pg_temp.k('r2'), 'assign', '{"unit": "330106013"}');
create temporary table said as select w, i, s, pg_temp.does(w, pg_temp.k(i), 'recall', '{"reason": "发错单位"}') as v
from (values ('own3', 'r1', '330100000 himself'), ('none3', 'r2', '330100000 disp')) x(w, i, s);
select is((select by_unit || ' ' || coalesce(payload->>'_for', 'himself') from core.event where ticket = pg_temp.k(i) and action = 'recall'), s, w || ' takes back for ' || s) from said;
-- approver and handler
insert into k select 'own', t.complaint_in('TS20');
select t.told('deputy', pg_temp.k('own'), 'accept', '{"mode": "1", "notify": "2"}');
select t.told('clerk', pg_temp.k('own'), 'mediate', '{"consent_complainant": "true", "consent_respondent": "true", "method": "5"}');
select t.record('clerk', pg_temp.k('own'));
select t.told('clerk', pg_temp.k('own'), 'agree', '{"paper": "performed", "redecolos": "1.00", "detail": "退款"}');
select t.told('clerk', pg_temp.k('own'), 'reply', '{"handleadvice": "已退款", "notify": "2"}');
select is(pg_temp.does('deputy', pg_temp.k('own'), 'approve'), 'refused', 'who handled it does not approve in another''s place');
insert into k select 'his', t.report_in('JB20');
select core.grant_duty('lead', 'r05', '330106000');
select t.told('lead', pg_temp.k('his'), 'verify', '{"detail": "现场"}');
select is(pg_temp.does('deputy', pg_temp.k('his'), 'extend', '{"reason": "x"}'), 'refused', 'nor in the place of whoever handled it');
-- Only duties the absent operator holds, as long as that operator holds them, in time; no chains.
select is(core.stand_in('deputy', 'clerk', '{r06}', null, core.day(now()), core.day(now()), ''),
	'Whoever stands in is not absent himself in that time, nor hands on another''s duties.', 'what one has by standing in is not handed on');
select is(core.stand_in('clerk', 'lead', '{}', null, core.day(now()), core.day(now()), ''),
	'Whoever stands in is not absent himself in that time, nor hands on another''s duties.', 'nor does the absent one stand in');
select is(core.stand_in('clerk', 'station', '{r06}', null, core.day(now()), core.day(now()), ''),
	'The absent one does not hold such a duty himself in that time.', 'nobody gives what he does not hold');
select is(core.stand_in('clerk', 'clerk', '{}', null, core.day(now()), core.day(now()), ''),
	'Nobody stands in for himself.', 'nor to himself');
select is(core.stand_in('clerk', 'station', '{}', null, core.day(now()) - 3, core.day(now()) - 1, ''), 'This time has passed.', 'nor for yesterday');
update core.duty set valid_to = core.day(now()) - 1 where operator = 'lead' and duty = 'r06';
select is(pg_temp.does('deputy', pg_temp.k('b'), 'approve'), 'refused', 'with the duty of the absent one the substitute''s ends');
update core.duty set valid_to = 'infinity' where operator = 'lead';
select is(pg_temp.does('deputy', pg_temp.k('b'), 'approve'), 'applied', 'and comes back with it');
update core.absence set valid_from = core.day(now()) - 9, valid_to = core.day(now()) - 1;
select is(pg_temp.does('deputy', pg_temp.k('c'), 'approve'), 'refused', 'after the last day it is over');
update core.absence set valid_from = core.day(now()) + 1, valid_to = core.day(now()) + 9;
select is(pg_temp.does('deputy', pg_temp.k('c'), 'approve'), 'refused', 'before the first it has not begun');
update core.absence set valid_from = core.day(now()) - 1, ended = now();
select is(pg_temp.does('deputy', pg_temp.k('d'), 'approve'), 'refused', 'and it may be ended');
select core.stand_in('recv', 'back', '{r01}', null, core.day(now()), core.day(now()), '');
insert into k select 'new', t.register(t.complaint(), 'back');
select is((select operator || ' ' || (payload->>'_for') from core.event where n = 1 and ticket = pg_temp.k('new')), 'back recv', 'a registration too says for whom');
-- A unit without numbers left says so, permanently.
update core.serial set last = least((lane + 1) * 6250000, 99999999) where unit = '330106000';
select core.lanes('330106000');
update core.serial set last = least((lane + 1) * 6250000, 99999999) where unit = '330106000';
insert into k select 'full', t.complaint_in('TS30');
select is((select a->>'text' from t.tell('deputy', pg_temp.k('full'), 'turn_report', jsonb_build_object('found', core.day(now()), 'problem', 'J01', 'detail', 'x')) a),
	'This unit has no registration numbers left.', 'no number, no report');
select * from finish();
