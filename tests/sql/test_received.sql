-- Tickets received before they are registered (a letter, a visit, a file from elsewhere): their times count
-- from that day.
select plan(9);
create function pg_temp.letter(p_days integer, p_more jsonb default '{}') returns jsonb language sql as $$
	select t.complaint() - 'buydate' || jsonb_build_object('incform', '4', 'received_on', t.day(-p_days)) || p_more;
$$;
create function pg_temp.no(p_payload jsonb) returns text language sql as $$
	select t.no('recv', gen_random_uuid(), 'register', p_payload || jsonb_build_object('regno', t.number('recv')));
$$;
create temporary table k as select t.register(pg_temp.letter(4, '{"received_why": "信函在收发室"}')) as id;

select is(core.day(received)::text, t.day(-4), 'a letter was received on the day that is named') from core.ticket, k where ticket = id;
select is(c.due, core.due_day(core.day(now()) - 4, c.length, c.unit, core.setting('weekend_roll') = '1'),
	'the time for assigning counts from that day') from core.clock c, k where c.ticket = id;
select is(facts->>'received_why', '信函在收发室', 'the reason stands in the ticket') from core.ticket, k where ticket = id;
select is(pg_temp.no(pg_temp.letter(4)), 'received_why: It came in earlier than it is registered: say why.', 'an earlier day needs its reason');
select is(pg_temp.no(pg_temp.letter(4, '{"received_why": " 　"}')), 'received_why: It came in earlier than it is registered: say why.', 'blanks are none');
select is(pg_temp.no(pg_temp.letter(-1)), 'received_on: This lies after the day of registration.', 'nothing comes in tomorrow');
select is(pg_temp.no(pg_temp.letter(4000, '{"received_why": "x"}')), 'received_on: The time of receipt lies too far back.', 'nor ten years ago');
select is(pg_temp.no(pg_temp.letter(2, jsonb_build_object('received_why', 'x', 'buydate', t.day(-1)))),
	'buydate: This lies after the day of receipt.', 'what was bought later is not in it');
insert into k select t.register(t.complaint() - 'buydate'
	|| '{"incform": "4", "received_on": "2026-04-14", "received_why": "信函误投"}');
select is(string_agg(rule_set, ' ' order by received), '20 121', 'what came in before 15 April 2026 is of the earlier order')
from core.ticket, k where ticket = id;
