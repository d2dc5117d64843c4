-- Looking up a telephone number is recorded; it shows hidden digits to no operator who need not know them.
select plan(23);
create temporary table x as select t.complaint_in('TS40') as c, t.report_in('JB20') as r;
create function pg_temp.knows(p_who text, p_sql text) returns bigint language sql as $$
	select count(*) from t.ask(p_who, p_sql) o, x where (o->>'ticket')::uuid in (x.c, x.r);
$$;
\set call '$$ select * from api.caller(''13800138000'') $$'
\set find '$$ select * from api.search(''138 0013 8000'', 9) $$'
select is(pg_temp.knows('recv', :call), 2::bigint, 'who answers the telephone knows a caller again');
select is(pg_temp.knows('station', :call), 1::bigint, 'so does who handles his complaint');
select is(pg_temp.knows('super', :call), 0::bigint, 'a supervisor cannot try out hidden digits');
select is(pg_temp.knows('super', $$ select * from api.search('13800138000', 9) $$), 0::bigint, 'nor in a search');
select is((select count(*) from audit.lookup where operator = 'super'), 2::bigint, 'and what he tried is on record');
select is((select string_agg(distinct found::text, ',') from audit.lookup where operator = 'super'), '0', 'with what it gave');
select is((select count(distinct digest) from audit.lookup), 1::bigint, 'one number has one digest, whoever asks');
select is((select count(*) from audit.lookup where digest ~ '8000' or digest = encode(sha256('13800138000'), 'hex')), 0::bigint,
	'which tells nothing without the key');
select t.run('station', 'begin');
select is(pg_temp.knows('station', :call), 1::bigint, 'looked up in a transaction');
select t.run('station', 'rollback');
select ok((select count(*) from regexp_matches(pg_read_file(current_setting('data_directory') || '/server.log'),
		'station looks up number ' || (select min(digest) from audit.lookup), 'g')) >= 2,
	'that is undone: the server''s log has it nevertheless');
select throws_ok('delete from audit.lookup', 'P0001', null, 'the record stays');
-- Another receiver of the same unit took no part in the report.
select core.enrol('recv9', '林悦', '0129', '330100000', '{r01}');
select is(pg_temp.knows('recv9', :call), 1::bigint, 'a receiver finds a complaint another took, but no report');
select is(pg_temp.knows('recv9', $$ select * from api.caller('0') $$), 0::bigint, 'no number, no ticket');
select core.set_setting('lookup_hourly', '3');
select throws_ok(format('select pg_temp.knows(%L, %L) from generate_series(1, 3)', 'recv9', :call), 'GS001',
	'Too many numbers were looked up in this hour.', 'not without measure');
select core.set_setting('lookup_hourly', '300');
select pg_temp.knows('super', $$ select * from api.search('000001', 9) $$);
select is((select count(*) from audit.lookup where operator = 'super'), 2::bigint,
	'the end of a registration number is not a telephone number');
-- The number of complaints about a trader tells nothing of a reporter.
create function pg_temp.counted(p_who text, p_name text default '隐匿商行', p_uscc text default '') returns text language sql as $$
	select (o->>'n30') || ' ' || (o->>'callers30') || ' ' || (o->>'goods30') || ' ' || coalesce(o->>'last', '-')
	from t.ask(p_who, format('select * from api.respondent(%L, %L)', p_uscc, p_name)) o;
$$;
select is(pg_temp.counted(w), '0 0 0 -', w || ': no complaint yet') from unnest('{disp}'::text[]) w;
select t.report_in('JB20', t.report() || '{"invname": "隐匿商行", "secret": "true", "uscc": "91330106MAJJDALA20", "mobile": "13700000009", "inccall": "13700000009"}');
select is(pg_temp.counted(w, n, u), '0 0 0 -', w || ' does not see that somebody reported ' || n || u)
from unnest('{disp,super,shanghai}'::text[]) w, (values ('隐匿商行', ''), ('', '91330106MAJJDALA20')) v(n, u) where w <> 'super' or n = '';
select is(split_part(pg_temp.counted('clerk'), ' ', 1), '1', 'who handles the report does');
select ok((select count(*) from audit.lookup where operator = 'shanghai') = 2, 'each question is on record');
select * from finish();
