-- Requirements of single articles that no other test holds; the whole list is tests/law.csv.
select plan(23);
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
create function pg_temp.reg(p jsonb) returns jsonb language plpgsql as $$
declare
	id uuid := gen_random_uuid();
begin
	return t.tell('recv', id, 'register', p || jsonb_build_object('regno', t.number('recv'), 'call', gen_random_uuid())) || jsonb_build_object('ticket', id);
end $$;

-- article 2
select is((select count(*) from core.code where tbl = 'out_of_scope_dept' and (name = '' or note = '' or extra->>'phone' is null)),
	0::bigint, 'whose matter it is instead is told with a number');
select cmp_ok((select count(*) from t.ask('recv', $$ select * from api.codes_since(0) $$) o where o->>'tbl' = 'out_of_scope_dept'), '>=', 10::bigint,
	'and stands at every desk');
-- article 3
select is(pg_temp.reg(t.report() || '{"pname": "某某商会", "peride": "", "sex": ""}')->>'verdict', 'applied', 'a body reports as well');
-- article 7
insert into k select 'm' || n, (pg_temp.reg(t.complaint() || jsonb_build_object('received', now() - n * interval '1 minute'))->>'ticket')::uuid
	from generate_series(1, 12) n;
select is((select count(*) from k join core.ticket on ticket = id where name like 'm%' and state = 'TS10'), 12::bigint,
	'however often somebody complains, he is not refused');
select cmp_ok((select count(*) from t.ask('recv', $$ select * from api.caller('13800138000') $$)), '>=', 12::bigint,
	'it is only shown');
select is((select count(*) from core.transition where action = 'decline' and duty <> 'r05'), 0::bigint,
	'declining is proposed by a person who handles it, never by the centre');
-- article 8
select is((select string_agg(i, '') from unnest('{1,3,4,6,d,m}'::text[]) i
	where pg_temp.reg(t.complaint() || jsonb_build_object('incform', i))->>'verdict' <> 'applied'), null,
	'what comes by platform, telephone, letter or window is taken down');
select is((select string_agg(distinct facts->>'incform', '' order by facts->>'incform') from core.ticket), '1346dm',
	'with the way it came');
-- article 13
select is((select string_agg(distinct u.tier, '' order by u.tier) from unnest('{330106013,330106,330105007}'::text[]) d,
	t.ask('recv', format('select * from api.suggest(%L, %L, %L, %L)', d, '', '', '')) o join core.unit u on u.code = o->>'unit'), '45',
	'suggested is a county bureau, and its station');
-- article 14: the first receiver
insert into k select 'f', t.complaint_in('TS20');
create temporary table first as select received from core.ticket where ticket = pg_temp.k('f');
select t.told('super', pg_temp.k('f'), 'take', '{"detail": "重大"}');
select is((select registered_unit || ' ' || unit || ' ' || (received = (select received from first))::text from core.ticket where ticket = pg_temp.k('f')),
	'330100000 330000000 true', 'whoever takes it over, the first receipt and its bureau stand');
select is((select string_agg(base, ' ') from core.clock where ticket = pg_temp.k('f') and base = 'D01'
	and core.day(start) = (select core.day(received) from core.ticket where ticket = pg_temp.k('f'))), 'D01',
	'and the time counts from it');
-- article 17
select is((select string_agg(code, ' ' order by sort) from core.code where tbl = 'consumption_doubt_factor'), 'F1 F2 F3 F4 F5',
	'five factors of doubt');
insert into k select 'd', t.complaint_in('TS20');
select is(t.tell('clerk', pg_temp.k('d'), 'decline', '{"ground": "N3"}')->>'field', 'detail',
	'none of them declines by itself: the reason is written by a person');
-- article 25
select is((select string_agg(code, ' ') from core.transition where name || note ~ '申诉|复核|复议|上诉'), null,
	'no step is an appeal: the ways out are the court, arbitration and the others of Consumer Law article 39');
-- article 28
select is(pg_temp.reg(t.report() || '{"content": ""}')->>'field', 'content', 'a report without facts is none');
select is(pg_temp.reg(t.report() || '{"invname": ""}')->>'field', 'invname', 'nor one without whom it is about');
-- article 29
insert into k select 'r', t.report_in('JB20');
select is(t.tell('super', pg_temp.k('r'), 'take', '{"detail": "重大"}')->>'verdict', 'applied', 'a superior takes a report over');
-- article 33
select is((select length || unit from core.deadline_rule where base = 'D07'), '7workday', 'negotiating about competence has seven working days');
select is((select count(*) from core.code where tbl = 'urge_rule' and extra->>'clock' = 'D07' and extra->>'what' = 'escalate'
	and extra->>'to' = 'common'), 1::bigint, 'then the superior is told');
-- article 38
select is((select facts->>'agreepub' from core.ticket where ticket = pg_temp.k('f')), 'true', 'whether it may be published is asked at once');
-- article 40
select is((select count(*) from core.ticket where regno !~ '^[0-9A-Z]{9}[0-9]{8}[0-9]{8}$'), 0::bigint,
	'every ticket has a number of the national form');
-- article 44
select is(pg_temp.reg(t.enquiry() || '{"answer": "请向法院起诉"}')->>'state', 'ZX20',
	'what is asked is answered, and neither decided nor mediated');
select is((select count(*) from core.clock c join core.ticket t using (ticket) where t.kind = 'enquiry' and c.base in ('D01', 'D02', 'D05')),
	0::bigint, 'no time of complaints or reports runs for it');
select * from finish();
