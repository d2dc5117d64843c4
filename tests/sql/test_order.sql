-- A made-up order of 2030 comes by the rows of tests/data/order_2030 alone, added to those of sql/code: other
-- grounds, clocks and forms.  Its first day is moved to today: a ticket cannot be received later.
select plan(20);
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
insert into k values ('old', t.complaint_in('TS20', t.complaint() || jsonb_build_object('received', now() - interval '1 day'))),
	('old report', t.report_in('JB20', t.report() || jsonb_build_object('received', now() - interval '1 day')));

\set rows `python3 ../data/order_2030/rows.py`
select core.load_code(f.key, f.value) from jsonb_each(:'rows') f where f.key not in ('deadline', 'template');
select core.load_deadline(:'rows'::jsonb->'deadline');
select core.load_template(:'rows'::jsonb->'template', '330106000');
select is(core.rule_set_at(d::date), want, 'a ticket received on ' || d || ' is under order ' || want)
from (values ('2020-03-01', '20'), ('2026-04-14', '20'), ('2026-04-15', '121'), (core.day(now())::text, '30')) x(d, want);

insert into k values ('new', t.register());
select is(t.no('recv', pg_temp.k('new'), 'amend', '{"brand": "甲"}'), 'applied', 'a ticket of today is registered and amended');
select is((select rule_set from core.ticket where ticket = pg_temp.k('new')) || ' ' || (select rule_set from core.ticket
	where ticket = pg_temp.k('old')), '30 121', 'it is under the new order, one of yesterday under the old');
select t.told('disp', pg_temp.k('new'), 'assign', '{"unit": "330106000"}');
select t.told('clerk', pg_temp.k('new'), 'sign');
select is((select c.code || ' ' || c.length || ' ' || c.rule from core.clock c where c.ticket = pg_temp.k('new') and c.base = 'D01'),
	'D01p 3 令30§8', 'the time for the decision is the new one');
select is((select c.code from core.clock c where c.ticket = pg_temp.k('old') and c.base = 'D01'), 'D01', 'the old one runs on');
select is(t.no('clerk', pg_temp.k('new'), 'decline', '{"ground": "N1", "detail": "x"}'), 'ground: There is no such code: %s.',
	'grounds of the old order are none of the new');
select is(t.no('clerk', pg_temp.k('old'), 'decline', '{"ground": "P1", "detail": "x", "competent": "城管局"}'),
	'ground: There is no such code: %s.', 'nor the other way round');
select is(t.no('clerk', pg_temp.k('new'), 'decline', '{"ground": "P1", "detail": "x"}'), 'competent: This must be filled in.',
	'a new ground says itself what it needs');
select is(t.tell('clerk', pg_temp.k('new'), 'demand_proof', jsonb_build_object('materials', '身份证', 'until', core.day(now()) + 1,
	'notify', '2'))->'args', '["市场监督管理投诉举报条例（虚构）"]', 'what the new order lacks is refused under its name');
select t.told('clerk', pg_temp.k('new'), 'accept', '{"mode": "1", "notify": "2"}');
select is((select c.code || ' ' || c.due - core.day(now()) from core.clock c where c.ticket = pg_temp.k('new') and c.base = 'D02'),
	'D02p 30', 'mediation has its new length');
select is((select string_agg(o->>'tbl' || ' ' || (o->>'code'), ', ' order by o->>'tbl', o->>'code')
	from t.ask('clerk', 'select * from api.codes_since(0)') o where o->>'tbl' ~ '_30$'),
	'document_30 3001, mediation_end_30 Q1, mediation_end_30 Q2, nonaccept_30 P1, nonaccept_30 P2, rule_30 令121§15',
	'a desk gets its grounds and forms by the name of the rule set');
select is(t.no('clerk', pg_temp.k('new'), 'issue', '{"form": "2605"}'), 'form: There is no such code: %s.', 'no form of the old order');
select is(t.no('clerk', pg_temp.k('new'), 'issue', '{"form": "3001"}'), 'applied', 'and the new form is issued');
select ok(body like '%条例》第八条%' and number like '%执%', 'as its template says') from core.document where ticket = pg_temp.k('new');
select is(t.no('clerk', pg_temp.k('new'), 'terminate', '{"ground": "Q2", "detail": "x"}'),
	'ground: This ground is for what was mediated and failed; no mediation is on record here.', 'a ground means what its row says');
select t.told('clerk', pg_temp.k('new'), 'withdraw', jsonb_build_object('how', '2', 'at', now()));
select is((select outcome->>'ground' from core.ticket where ticket = pg_temp.k('new')), 'Q1', 'who withdraws ends the mediation by the new ground');
select is(core.rule_of('令121§15', '30') || ' ' || core.rule_of('令121§16', '30') || ' ' || core.rule_of('处罚程序§18', '30'), '令30§8  处罚程序§18',
	'articles are those of the new order, where it has them');
select * from finish();
