-- An enquiry that is passed on must be answered within a time of its own, wherever it goes.
select plan(6);
create temporary table k as select t.register(t.enquiry()) as id;
select t.told('disp', k.id, 'assign', '{"direction": "102", "unit": "330106000"}') from k;
select is(t.clocks(id), 'D15', 'who passes it on starts the time for its answer') from k;
select is(c.due, core.due_day(core.day(now()), 5, 'workday', core.setting('weekend_roll') = '1'), 'five working days')
from core.clock c, k where c.ticket = k.id and c.base = 'D15';
select t.told('clerk', k.id, 'return', '{"reason": "1", "detail": "不属本局"}') from k;
select is(t.clocks(id), 'D12', 'who sends it back gives it to be passed on') from k;
select t.told('disp', k.id, 'assign', '{"direction": "102", "unit": "330106000"}') from k;
select is(t.clocks(id), 'D15', 'passed on again it counts again') from k;
select t.told('clerk', k.id, 'reply', jsonb_build_object('handleadvice', '可以七日无理由退货。', 'notify', '2')) from k;
select is(t.clocks(id), '', 'the answer ends it') from k;
select is(array_agg(code order by code), '{u23,u24}'::text[], 'and it is urged before and after') from core.code where tbl = 'urge_rule' and extra->>'clock' = 'D15';
