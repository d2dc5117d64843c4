-- Which operator sees what: "does not exist" and "not yours" are one answer; few may know a reporter.
select plan(29);
create temporary table x as select t.complaint_in('TS40') as c, t.report_in('JB20') as r;
create function pg_temp.sees(p_who text, p_id uuid) returns text language plpgsql as $$
declare
	doc jsonb;
begin
	select o->'ticket' into doc from t.ask(p_who, format('select api.ticket(%L) as ticket', p_id)) o;
	return coalesce(doc #>> '{facts,pname}', '-');
exception when others then
	return sqlstate || ' ' || sqlerrm;
end $$;
\set gone '''GS002 There is no such ticket, or it is not yours.'''
select is(pg_temp.sees('station', c), '张**', 'the holder sees') from x;
select is(pg_temp.sees('clerk', c), '张**', 'who held it sees') from x;
select is(pg_temp.sees('lead', c), '张**', 'a superior sees') from x;
select is(pg_temp.sees('super', c), '张**', 'his superior sees') from x;
select is(pg_temp.sees('recv', c), '张**', 'the registrar sees') from x;
select is(pg_temp.sees('clerk2', c), :gone, 'another county does not') from x;
select is(pg_temp.sees('station2', c), :gone, 'nor its station') from x;
select is(pg_temp.sees('shanghai', c), :gone, 'nor another province') from x;
select is(pg_temp.sees('clerk2', gen_random_uuid()), :gone, 'what does not exist has the same answer');
select is(t.tell('clerk2', c, 'note', '{"note": "x"}', '') - 'op', t.tell('clerk2', gen_random_uuid(), 'note', '{"note": "x"}', '') - 'op',
	'also where something is told') from x;
select is(pg_temp.sees('clerk', r), '张**', 'who handles a report sees the reporter masked') from x;
select is(pg_temp.sees('recv', r), '张**', 'so does who registered it') from x;
select is(pg_temp.sees('super', r), '-', 'a supervisor does not see a reporter at all') from x;
select is(pg_temp.sees('disp', r), '-', 'nor does the dispatcher') from x;
select is(o #>> '{ticket,caller}', '实名', 'only whether he gave his name') from x, t.ask('super', format('select api.ticket(%L) as ticket', r)) o;
select ok(o::text !~ '13800138000|张三丰|文三路1号', 'no document holds a plain value') from x, t.ask('clerk', format('select api.ticket(%L) as ticket', r)) o;
select ok(o::text !~ '13800138000|张三丰|文三路1号', 'nor that of a complaint') from x, t.ask('station', format('select api.ticket(%L) as ticket', c)) o;
select ok((select string_agg(o::text, '') from t.ask('super', $$ select * from api.worklist('', 'below', '', 50) $$) o) !~ '13800138000|张三丰', 'nor a list');
select is((select string_agg(payload::text, '') ~ '13800138000|张三丰|文三路' from core.event), false, 'nor an event');
select is((select string_agg(detail::text, '') ~ '13800138000|张三丰|文三路' from core.applied), false, 'nor the ledger');
select is((select string_agg(facts::text, '') ~ '13800138000|张三丰|文三路1号' from core.ticket), false, 'nor the facts');
select t.told('recv', t.register(), 'amend', '{"pname": "李四光", "mobile": "13911112222"}');
select is((select string_agg(payload::text, '') ~ '13911112222|李四光' from core.event), false, 'nor an amendment');
select is(count(*), 3::bigint, 'the registrar knows the number again, complaint and report') from t.ask('recv', $$ select * from api.search('13800138000', 9) $$) having count(*) = 2 or true;
select is((select count(*) from t.ask('disp', $$ select * from api.caller('13800138000') $$) o where o->>'kind' = 'report'), 0::bigint, 'a dispatcher is not told of a reporter''s number');
select is((select count(*) from t.ask('recv', $$ select * from api.caller('13800138000') $$) o where o->>'kind' = 'report'), 1::bigint, 'the receiver who registers is');
select is(count(*), 0::bigint, 'a list of another unit has no rows of it') from t.ask('clerk2', $$ select * from api.worklist('', 'handling', '', 50) $$);
select ok(o #> '{ticket,may}' ? 'agree' and not o #> '{ticket,may}' ? 'approve', 'the station is offered its steps') from x, t.ask('station', format('select api.ticket(%L) as ticket', c)) o;
select ok(not o #> '{ticket,may}' ? 'agree' and o #> '{ticket,may}' ? 'supervise', 'the province its own') from x, t.ask('super', format('select api.ticket(%L) as ticket', c)) o;
-- duties end
select core.grant_duty('station', 'r04', '330106013', core.day(now()), core.day(now()) - 1);
select core.grant_duty('station', 'r05', '330106013', core.day(now()), core.day(now()) - 1);
select is(pg_temp.sees('station', c), :gone, 'who has no duty any more sees nothing') from x;
select * from finish();
