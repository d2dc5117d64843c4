-- A masked value is read in two committed steps; no shape of transaction reads without a record.
select plan(21);
create temporary table x as select t.complaint_in('TS20') as id;
create function pg_temp.ask_for(p_who text, p_id uuid, p_field text default 'mobile', p_reason text default '联系投诉人')
returns uuid language sql as $$
	select (o->>'reveal_request')::uuid from t.ask(p_who, format('select api.reveal_request(%L, %L, %L)', p_id, p_field, p_reason)) o;
$$;
create function pg_temp.redeem(p_who text, p_token uuid) returns text language sql as $$
	select o->>'value' from t.ask(p_who, format('select * from api.reveal_redeem(%L)', p_token)) o;
$$;
create temporary table k as select pg_temp.ask_for('clerk', id) as token from x;
select is(pg_temp.redeem('clerk', token), '13800138000', 'asked, committed, read') from k;
select is((select count(*) from audit.redeemed), 1::bigint, 'the reading is on record');
select throws_ok(format('select pg_temp.redeem(%L, %L)', 'clerk', token), 'GS001', 'This request has been used.', 'once only') from k;
select throws_ok(format('select pg_temp.redeem(%L, %L)', 'station', pg_temp.ask_for('clerk', id)), 'GS001',
	'There is no such request.', 'not by another') from x;
select throws_ok($$ select pg_temp.redeem('clerk', gen_random_uuid()) $$, 'GS001', null, 'not without a request');

-- in one transaction
create function pg_temp.shape(p_before text, p_after text) returns text language plpgsql as $$
declare
	tok uuid;
	got text;
begin
	perform t.run('clerk', p_before);
	tok := pg_temp.ask_for('clerk', (select id from x));
	if p_after <> '' then perform t.run('clerk', p_after); end if;
	begin
		got := 'read ' || pg_temp.redeem('clerk', tok);
	exception when others then
		got := sqlerrm;
	end;
	perform t.run('clerk', 'rollback');
	return got;
end $$;
select is(pg_temp.shape('begin', ''), 'The request must be recorded before its value is shown.', 'begin; ask; read; rollback');
select is(pg_temp.shape('begin; savepoint s', 'release s'), 'The request must be recorded before its value is shown.',
	'with a savepoint released');
select is(pg_temp.shape('begin; savepoint s', 'savepoint z'), 'The request must be recorded before its value is shown.',
	'with another savepoint');
select is(pg_temp.shape('begin; savepoint s', 'rollback to s'), 'There is no such request.', 'with the savepoint undone');
select throws_ok($$ select pg_temp.shape('begin isolation level serializable', '') $$, 'GS003', null,
	'serializable: an old view of rights is not served at all');
select t.run('clerk', 'rollback');
-- The request is committed, the reading rolled back: the request stays as the record.
create temporary table u as select pg_temp.ask_for('clerk', id) as token from x;
select t.run('clerk', 'begin');
select is(pg_temp.redeem('clerk', token), '13800138000', 'a committed request may be read in a transaction') from u;
select t.run('clerk', 'rollback');
select is((select count(*) from core.reveal r where r.token = u.token), 1::bigint, 'undone, the request still stands') from u;
select throws_ok('update core.reveal set reason = ''x''', 'P0001', null, 'requests cannot be changed');
select throws_ok('delete from audit.redeemed', 'P0001', null, 'nor readings removed');

select throws_ok(format('select pg_temp.ask_for(%L, %L)', 'shanghai', id), 'GS002', null, 'not of another province') from x;
select throws_ok(format('select pg_temp.ask_for(%L, %L)', 'super', id), 'GS002', null, 'not by who only supervises') from x;
select throws_ok(format('select pg_temp.ask_for(%L, %L, %L)', 'clerk', id, 'content'), 'GS001', null, 'not what is not hidden') from x;
select throws_ok(format('select pg_temp.ask_for(%L, %L, %L, %L)', 'clerk', id, 'mobile', ' '), 'GS001', null, 'not without a reason') from x;
create temporary table z as select pg_temp.ask_for('clerk', id) as token from x;
select t.told('clerk', id, 'accept', '{"mode": "1", "notify": "2"}') from x;
select throws_ok(format('select pg_temp.redeem(%L, %L)', 'clerk', token), 'GS001', 'The ticket has changed since; ask again.',
	'not of a ticket that has changed') from z;
select core.set_setting('reveal_minutes', '0');
create temporary table y as select pg_temp.ask_for('clerk', id) as token from x;
select throws_ok(format('select pg_temp.redeem(%L, %L)', 'clerk', token), 'GS001', 'This request has expired.', 'not late') from y;
select core.set_setting('reveal_hourly', '3');
select throws_ok(format('select pg_temp.ask_for(%L, %L)', 'clerk', id), 'GS001', 'Too many values were asked for in this hour.',
	'not without measure') from x;
select * from finish();
