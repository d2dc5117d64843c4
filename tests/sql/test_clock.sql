-- Deadlines: order 121 article 45, the make-up days, the two rule sets, pauses and extensions.
select plan(56);

create temporary table v (code text, name text, parent text, note text, start date, n integer, unit text,
	only_holiday date, any_off date);
\copy v from '../data/testvec_deadline.csv' with (format csv, header)
select is(core.due_day(start, n, case unit when '工作日' then 'workday' else 'day' end), only_holiday,
	code || ': ' || name) from v order by code;
select is(core.due_day(start, n, case unit when '工作日' then 'workday' else 'day' end, true), any_off,
	code || ': ' || name || ', plain weekends rolled') from v order by code;
select is(core.due_day('2024-02-29', 1, 'year'), '2025-02-28', 'a year after a leap day ends in February');
select throws_ok($$ select core.due_day('2060-01-01', 7, 'workday') $$, 'P0001', null,
	'a day beyond the calendar is not guessed');

create function pg_temp.received(p_at text) returns uuid language sql as $$
	select t.complaint_in('TS30', t.complaint() - 'buydate' || jsonb_build_object('received', p_at));
$$;
create temporary table old as select pg_temp.received('2026-04-14T23:59:59+08:00') as id;
create temporary table new as select pg_temp.received('2026-04-15T00:00:00+08:00') as id;
select is(rule_set, '20', 'received on 2026-04-14: order 20') from core.ticket where ticket = (select id from old);
select is(rule_set, '121', 'received on 2026-04-15: order 121') from core.ticket where ticket = (select id from new);
select is(code || ' ' || length || ' ' || unit || ' ' || rule, 'D02o 45 workday 令20§21', 'the old mediation limit')
from core.clock where base = 'D02' and ticket = (select id from old);
select is(code || ' ' || length || ' ' || unit || ' ' || rule, 'D02 60 day 令121§23', 'the new mediation limit')
from core.clock where base = 'D02' and ticket = (select id from new);
select is(code, 'D01o', 'the old decision limit') from core.clock where base = 'D01' and ticket = (select id from old);
select is(code, 'D01', 'the new decision limit') from core.clock where base = 'D01' and ticket = (select id from new);

-- old grounds for old tickets
create temporary table g as select t.complaint_in('TS20', t.complaint() - 'buydate'
	|| '{"received": "2026-04-14T10:00:00+08:00"}') as id;
select is(t.tell('clerk', id, 'decline', '{"ground": "N1", "detail": "x"}')->>'field', 'ground',
	'a ground of order 121 does not decline a ticket of order 20') from g;
select is(t.tell('clerk', id, 'decline', '{"ground": "O1", "detail": "x"}')->>'state', 'TS22',
	'its own ground does') from g;

-- the earlier of two rules warns (implementing regulation article 46: sixty days)
select is(c.due || ' ' || c.warn || ' ' || (tk.due = least(c.due, c.warn)), core.due_day(core.day(c.start), 45, 'workday') || ' '
	|| core.due_day(core.day(c.start), 60, 'day') || ' true', 'an old ticket is listed by the earlier of 45 working days and 60 days')
from core.clock c join core.ticket tk using (ticket) where base = 'D02' and ticket = (select id from old);
select is(warn, null, 'a new one has one day only') from core.clock where base = 'D02' and ticket = (select id from new);

-- A pause moves D02 by exactly its length; nothing else moves it.
update core.clock set start = start - interval '20 days' where ticket = (select id from new);
create temporary table p as select due from core.clock where base = 'D02' and ticket = (select id from new);
select lives_ok($$ select core.clock_run((select id from new), 'pause D02', now(), now() - interval '10 days') $$,
	'a clock can be paused');
select core.clock_run((select id from new), 'resume D02', now(), now());
select is(c.due, core.due_day(core.day(c.start), 70, 'day'), 'ten days of pause move it by ten days')
from core.clock c where base = 'D02' and ticket = (select id from new);
select is(sum(stop - start), 10::bigint, 'the pause is on record') from core.pause;

-- extension, once
create temporary table r as select t.report_in('JB20') as id;
select is(t.tell('lead', id, 'extend', '{"reason": "x"}')->>'state', 'JB21', 'a verification is extended') from r;
select is(extended || ' ' || (due = core.due_day(core.day(start), 30, 'workday')), '15 true', 'by fifteen working days')
from core.clock where base = 'D05' and ticket = (select id from r);
select throws_ok($$ select core.clock_run((select id from r), 'extend D05', now(), now()) $$, 'GS001', null,
	'but only once');

-- Other items of a row of the procedure: a day typed in the form, a restarted clock, a setting.
create temporary table u as select t.complaint_in('TS20') as id;
select core.clock_run((select id from u), 'until D13@by', now(), now(), '{"by": "2027-03-05"}');
select is(due, '2027-03-05', 'a clock ends on the day the paper names')
from core.clock where base = 'D13' and ticket = (select id from u);
select core.clock_run((select id from u), 'start D07@since', now(), now(), '{"since": "2026-11-02"}');
select is(due, core.due_day('2026-11-02', 7, 'workday'), 'a clock counts from the day the form names')
from core.clock where base = 'D07' and ticket = (select id from u);
select core.clock_run((select id from r), 'restart D05', now(), now() + interval '3 days');
select is(extended || ' ' || core.day(start), '0 ' || core.day(now() + interval '3 days'), 'a running clock starts anew')
from core.clock where base = 'D05' and ticket = (select id from r);
select core.clock_run((select id from u), 'pause D01?recusal_pauses', now(), now());
select is(count(*), 0::bigint, 'a pause that is a choice waits for the choice') from core.pause where ticket = (select id from u);
update core.setting set value = '1' where code = 'recusal_pauses';
select core.clock_run((select id from u), 'pause D01?recusal_pauses', now(), now());
select is(count(*), 1::bigint, 'and happens where it was made') from core.pause where ticket = (select id from u);
select throws_ok($$ update core.transition set clock = 'sotp D01' where code = 't09' $$, '23514', null,
	'a row that misspells a clock is not taken');
select throws_ok($$ update core.transition set clock = 'stop D01;' where code = 't09' $$, '23514', null,
	'nor one that ends in the middle');

-- The decision clock runs on through a return.
create temporary table b as select t.complaint_in('TS20') as id;
create temporary table d as select due, start from core.clock where base = 'D01' and ticket = (select id from b);
select t.told('clerk', id, 'return', '{"reason": "4", "detail": "地址不详"}') from b;
select t.told('disp', id, 'assign', '{"unit": "330105000"}') from b;
select t.told('clerk2', id, 'sign') from b;
select is(c.start, d.start, 'returned and signed in elsewhere: the first receipt counts')
from core.clock c, d where base = 'D01' and ticket = (select id from b);
select ok(stopped is null, 'and the clock runs') from core.clock where base = 'D01' and ticket = (select id from b);

-- why
create temporary table w as select o from t.ask('clerk2', format('select * from api.why(%L, %L)', (select id from b), 'D01')) o;
select is(max((o->>'n')::integer), 7, 'why counts seven working days') from w;
select is(max((o->>'day')::date), (select due from core.clock where base = 'D01' and ticket = (select id from b)),
	'and ends on the day due') from w;
select throws_ok(format($$ select * from t.ask('shanghai', 'select * from api.why(''%s'', ''D01'')') $$, (select id from b)),
	'GS002', null, 'not for another province');
select * from finish();
