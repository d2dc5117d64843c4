-- Correcting what was sent, registered or closed wrongly: taken back, void, reopened; archived (order 121
-- articles 13, 29, 41).
select * from no_plan();
select core.enrol('archivist', '档案', '0140', '330100000', '{r07}');
create function pg_temp.says(p_who text, p_id uuid, p_action text, p_payload jsonb default '{}') returns text language sql as $$
	select coalesce(o->>'text', o->>'verdict') from t.tell(p_who, p_id, p_action, p_payload) o;
$$;
create function pg_temp.running(p_id uuid) returns text language sql as $$
	select string_agg(base || ' ' || (start at time zone 'Asia/Shanghai')::date, ', ' order by base) from core.clock where ticket = p_id and stopped is null;
$$;
create function pg_temp.today() returns text language sql as $$
	select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD');
$$;

-- taking back
create temporary table x as select t.complaint_in('TS11') as id;
select is(pg_temp.says('clerk', id, 'recall', '{"reason": "发错单位"}'), '"%s" is done by the %s at %s (%s): you do not hold that duty there.', 'who got it does not take it back') from x;
select is(pg_temp.says('super', id, 'recall', '{"reason": "发错单位"}'),
	'Only %s, which sent it, may take it back; a superior decides by taking it over.', 'nor a superior that did not send it') from x;
select is(pg_temp.says('disp', id, 'recall', '{}'), 'This must be filled in.', 'not without a reason') from x;
select is(pg_temp.says('disp', id, 'recall', '{"reason": "发错单位"}'), 'applied', 'the sender takes it back') from x;
select is(left(t.state(id), 4), 'TS10', 'it is to be sent again') from x;
select is(unit, '330100000', 'by him') from core.ticket join x on id = ticket;
select is(left(pg_temp.running(id), 3), 'D12', 'the time for sending it on runs') from x;
select is(pg_temp.says('disp', id, 'recall', '{"reason": "再收回"}'), '"%s" is done in state %s by the %s at %s (%s); now it is in state %s.', 'once') from x;
select t.told('disp', id, 'assign', '{"unit": "330106000"}') from x;
select t.told('clerk', id, 'sign', '{}') from x;
select is(pg_temp.says('disp', id, 'recall', '{"reason": "发错单位"}'), '"%s" is done in state %s by the %s at %s (%s); now it is in state %s.', 'not once it is signed for') from x;
select is(left(t.state(id), 4), 'TS20', 'it stays where it is') from x;

-- void
create function pg_temp.title(p_who text, p_id uuid, p_queue text) returns text language sql as $$
	select o->>'title' from t.ask(p_who, format('select * from api.worklist('''', %L, '''', 50)', p_queue)) o where o->>'ticket' = p_id::text;
$$;
select t.told('clerk', id, 'return', '{"reason": "1", "detail": "缺材料"}') from x;
select is(pg_temp.title('disp', id, 'returned'), '退回（缺失要素，缺材料）：' || title, 'the list says that it came back and why') from x join core.ticket on id = ticket;
select t.told('disp', id, 'note', '{"note": "已联系"}') from x;
select is(pg_temp.title('disp', id, 'returned') like '退回（%', true, 'whatever is noted since') from x;
select is(o->>'title' like '退回（%', true, 'a search says so too') from x, core.ticket k, t.ask('disp', format('select * from api.search(%L, 5)', k.regno)) o where k.ticket = id;
select is(pg_temp.says('disp', id, 'void', '{"reason": "误登记"}'), '"%s" is done in state %s by the %s at %s; now it is in state %s.', 'not what somebody had received') from x;
truncate x;
insert into x select t.register();
select is(pg_temp.says('recv', id, 'void', '{"reason": "误登记"}'), '"%s" is done by the %s at %s: you do not hold that duty there.', 'not by who registered it') from x;
select is(pg_temp.says('disp', id, 'void', '{"reason": "误登记"}'), 'applied', 'registered in error') from x;
select is(left(t.state(id), 4), 'TS99', 'it is void') from x;
select is(pg_temp.running(id), null, 'nothing runs') from x;
select is(pg_temp.says('disp', id, 'assign', '{"unit": "330106000"}'), '"%s" is done in state %s by the %s at %s (%s); now it is in state %s.', 'nothing more happens to it') from x;
truncate x;
insert into x select t.register();
select t.told('disp', id, 'assign', '{"unit": "330106000"}') from x;
select t.told('clerk', id, 'sign', '{}') from x;
select t.told('lead', id, 'escalate', '{"detail": "重大"}') from x;
select is(left(t.state(id), 4), 'TS10', 'one that was received and went up again') from x;
select is(pg_temp.title('disp', id, 'todispatch'), '上报（重大）：' || title, 'the list says that it was put before this unit and why') from x join core.ticket on id = ticket;
select t.told('disp', id, 'assign', '{"unit": "330106000"}') from x;
select is(pg_temp.title('clerk', id, 'tosign'), title, 'once it is sent on that is over') from x join core.ticket on id = ticket;
select t.told('clerk', id, 'sign', '{}') from x;
select t.told('lead', id, 'escalate', '{"detail": "重大"}') from x;
select is(pg_temp.says('disp', id, 'void', '{"reason": "误登记"}'),
	'A unit that may handle this ticket had received it: it is decided or withdrawn, not made void.', 'is not void') from x;

-- archive, and reopening
truncate x;
insert into x select t.complaint_in('TS70');
select is(pg_temp.says('disp', id, 'archive'), '"%s" is done by the %s at %s: you do not hold that duty there.', 'the archive is its own duty') from x;
select is(pg_temp.says('archivist', id, 'archive', '{"note": "当事人撤回公示同意"}'), 'applied', 'archived') from x;
select is(left(t.state(id), 4), 'TS90', 'it lies there') from x;
select is(pg_temp.says('clerk', id, 'reopen', '{"reason": "原决定有误"}'), '"%s" is done by the %s at %s (%s): you do not hold that duty there.', 'not by who handles') from x;
select is(pg_temp.says('super', id, 'reopen', '{}'), 'This must be filled in.', 'not without a reason') from x;
select is(pg_temp.says('super', id, 'reopen', '{"reason": "原决定有误"}'), 'applied', 'a superior has it handled anew') from x;
select is(left(t.state(id), 4), 'TS20', 'from the beginning') from x;
select is(pg_temp.running(id), 'D01 ' || pg_temp.today(), 'its time begins with his decision') from x;
select is(outcome, '{}'::jsonb, 'and waits for a new one') from core.ticket join x on id = ticket;
select ok(exists (select from core.event where ticket = id and action = 'reply'), 'what was decided stands in the record') from x;
truncate x;
insert into x select t.report_in('JB31');
select t.told('clerk', id, 'conclude', '{"handleadvice": "查无实据"}') from x;
select is(left(t.state(id), 4), 'JB70', 'a report that was concluded') from x;
select is(pg_temp.says('super', id, 'reopen', '{"reason": "原决定有误"}'), 'applied', 'is handled anew likewise') from x;
select is(pg_temp.running(id), 'D05 ' || pg_temp.today(), 'its time too') from x;

-- Article 41: an internal unit handles or returns.
truncate x;
insert into x select t.complaint_in('TS20');
update core.unit set tier = 'S' where code = '330106000';
select is(pg_temp.says('clerk', id, 'pass', '{"unit": "330106013"}'),
	'An internal unit handles what it gets or returns it, it does not send it on: return it with the reason.',
	'it does not send it on') from x;
select is(pg_temp.says('lead', id, 'escalate', '{"detail": "重大"}'),
	'An internal unit handles what it gets or returns it, it does not send it on: return it with the reason.',
	'nor up') from x;
select is(pg_temp.says('clerk', id, 'return', '{"reason": "1", "detail": "非本科室"}'), 'applied', 'it returns it') from x;
select * from finish();
