-- Running clocks: from when an office received the ticket, while it waits for a signature, after a return;
-- and the superior to whom the server escalates an overdue one.
select plan(29);

create function pg_temp.since(p_ticket uuid, p_base text) returns text language sql as $$
	select core.day(now()) - core.day(start) || case when stopped is null then '' else ' stopped' end from core.clock
	where ticket = p_ticket and base = p_base;
$$;
create function pg_temp.at(p text) returns timestamptz language sql as $$ select p::timestamp at time zone 'Asia/Shanghai' $$;
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
-- as if everything had happened that many days ago
create function pg_temp.age(p_ticket uuid, p_days integer) returns void language sql as $$
	alter table core.event disable trigger user;
	update core.event set at = at - p_days * interval '1 day' where ticket = p_ticket;
	alter table core.event enable trigger user;
	update core.ticket set received = received - p_days * interval '1 day' where ticket = p_ticket;
	update core.clock set start = start - p_days * interval '1 day', stopped = stopped - p_days * interval '1 day' where ticket = p_ticket;
	select core.clock_recount(p_ticket, base) from core.clock where ticket = p_ticket;
$$;

-- A dispute goes to the common superior, whatever else is overdue that day.
insert into k select 'd', t.complaint_in('TS20');
select t.told('clerk', pg_temp.k('d'), 'dispute', jsonb_build_object('other', '330203000', 'since', core.day(now()), 'detail', '经营地在宁波'));
update core.clock set due = '2026-11-17' where ticket = pg_temp.k('d') and base in ('D01', 'D07');
select is(outcome#>>'{dispute,superior}', '330000000', 'of two cities, the superior of both is the province') from core.ticket where ticket = pg_temp.k('d');
select is(core.work_deadlines_at(pg_temp.at('2026-11-18 09:00')), '0 urged, 1 put before the superior', 'both times are over');
select is(core.work_deadlines_at(pg_temp.at('2026-11-18 09:05')), '0 urged, 1 put before the superior', 'each is put before its own superior');
select is(core.work_deadlines_at(pg_temp.at('2026-11-18 09:10')), '0', 'once');
select is(string_agg(unit, ' ' order by unit), '330000000 330100000', 'the dispute before the one above both, the decision before the next (order 121 article 33)')
from core.supervision where ticket = pg_temp.k('d');
select ok(e.payload->>'rules' = '["u14"]', 'and each in an event of its own') from core.event e join core.supervision s using (op)
where s.ticket = pg_temp.k('d') and s.unit = '330000000';

-- The office receives a complaint once, however long it waits for a signature.
insert into k select 'c', t.register();
select is(t.clocks(pg_temp.k('c')), 'D12', 'registered, it is to be distributed');
select t.told('disp', pg_temp.k('c'), 'assign', '{"unit": "330106000"}');
select is(t.clocks(pg_temp.k('c')), 'D01', 'with the county, its time for deciding runs, signed for or not (order 121 article 15)');
select is(clock || ' ' || (due = core.due_day(core.day(now()), 7, 'workday')), 'D01 true', 'and the list shows its last day') from core.ticket where ticket = pg_temp.k('c');
select pg_temp.age(pg_temp.k('c'), 20);
select t.told('clerk', pg_temp.k('c'), 'sign');
select is(pg_temp.since(pg_temp.k('c'), 'D01'), '20', 'signed twenty days later, it counts from when it came');
select t.told('clerk', pg_temp.k('c'), 'return', '{"reason": "8", "detail": "不在辖区"}');
select is(t.clocks(pg_temp.k('c')), 'D01 D12', 'sent back, it is to be distributed again while the first time runs on');
select t.told('disp', pg_temp.k('c'), 'assign', '{"unit": "330105000"}');
select t.told('clerk2', pg_temp.k('c'), 'sign');
select is(t.clocks(pg_temp.k('c')) || ' ' || pg_temp.since(pg_temp.k('c'), 'D01'), 'D01 20', 'and who signs then does not move it');

-- For a complaint the county registered itself, its station has no more time than the county.
select core.enrol('counter', '窗口', '0701', '330106000', '{r01,r03}');
insert into k select 'o', t.register(t.complaint() - '{buydate,disputedate}'::text[] || jsonb_build_object('received', now() - interval '20 days'), 'counter');
select t.told('counter', pg_temp.k('o'), 'assign', '{"unit": "330106013"}');
select t.told('station', pg_temp.k('o'), 'sign');
select is(pg_temp.since(pg_temp.k('o'), 'D01'), '20', 'received at the county twenty days ago: the station signs in its name (articles 15 and 30)');
insert into k select 'or', t.register(t.report() - '{buydate,disputedate}'::text[] || jsonb_build_object('received', now() - interval '20 days'), 'counter');
select t.told('counter', pg_temp.k('or'), 'assign', '{"unit": "330106013"}');
select is(t.clocks(pg_temp.k('or')) || ' ' || pg_temp.since(pg_temp.k('or'), 'D05'), 'D05 20', 'a report likewise');
insert into k select 'os', t.register();
select t.told('disp', pg_temp.k('os'), 'assign', '{"unit": "330106013"}');
select is(t.clocks(pg_temp.k('os')), 'D01', 'straight to a station it has come to the county');

-- A province sends it to a city, which is not the deciding office.
select core.enrol('hotline', '省热线', '0702', '330000000', '{r01,r03}');
select core.enrol('citydesk', '市签收', '0703', '330100000', '{r04}');
insert into core.unit (code, name, short_name, parent, tier, division, above, epoch)
select '330100S01', '市局消保处', '消保处', '330100000', 'S', division, array['330100000'] || above, nextval('core.epoch') from core.unit where code = '330100000';
select core.enrol('inner', '消保处', '0704', '330100S01', '{r04,r05}');
insert into k select 'p', t.register(t.complaint() - '{buydate,disputedate}'::text[] || jsonb_build_object('received', now() - interval '6 days'), 'hotline');
select t.told('hotline', pg_temp.k('p'), 'assign', '{"unit": "330100000"}');
select is(t.clocks(pg_temp.k('p')), 'D12', 'sent to a city it is still to be distributed');
select is(due, (select due from core.clock where ticket = pg_temp.k('p') and base = 'D12'), 'in the time there was') from core.ticket where ticket = pg_temp.k('p');
select pg_temp.age(pg_temp.k('p'), 3);
select t.told('citydesk', pg_temp.k('p'), 'sign');
select is(t.clocks(pg_temp.k('p')) || ' ' || pg_temp.since(pg_temp.k('p'), 'D01'), 'D01 3', 'where a city takes it up itself, it counts from when it came to the city');
insert into k select 'i', t.register(t.complaint() - '{buydate,disputedate}'::text[] || jsonb_build_object('received', now() - interval '4 days'));
select t.told('disp', pg_temp.k('i'), 'assign', '{"unit": "330100S01"}');
select is(t.clocks(pg_temp.k('i')), 'D12', 'nor is an internal unit of the city who decides');
select t.told('inner', pg_temp.k('i'), 'return', '{"reason": "8", "detail": "不属本处"}');
select is(t.clocks(pg_temp.k('i')), 'D12', 'which sends it back');
select t.told('disp', pg_temp.k('i'), 'assign', '{"unit": "330100S01"}');
select t.told('inner', pg_temp.k('i'), 'sign');
select is(t.clocks(pg_temp.k('i')) || ' ' || pg_temp.since(pg_temp.k('i'), 'D01'), 'D01 4', 'or handles it, in the time of its office');
select ok(core.is_county('441900003') and not core.is_county('441900000') and core.is_county('330106000') and not core.is_county('330100S01')
	and not core.is_county('330000000'), 'where a city has no counties, its stations decide');

-- nobody has signed: a return and a recall
insert into k select 'u', t.complaint_in('TS11');
select t.told('clerk', pg_temp.k('u'), 'return', '{"reason": "8", "detail": "不在辖区"}');
select is(t.clocks(pg_temp.k('u')), 'D01 D12', 'sent back unsigned, it had come to an office all the same');
select is(clock, 'D12', 'and the nearer time is that for distributing it') from core.ticket where ticket = pg_temp.k('u');
insert into k select 'b', t.complaint_in('TS11');
select t.told('disp', pg_temp.k('b'), 'recall', '{"reason": "发错单位"}');
select is(t.clocks(pg_temp.k('b')), 'D12', 'taken back before anybody signed, no office had it');
select t.told('disp', pg_temp.k('b'), 'assign', '{"unit": "330105000"}');
select is(t.clocks(pg_temp.k('b')), 'D01', 'until it is sent again');
insert into k select 'z', t.register(t.enquiry());
select t.told('disp', pg_temp.k('z'), 'assign', '{"unit": "330106000"}');
select t.told('clerk', pg_temp.k('z'), 'return', '{"reason": "8", "detail": "不属本局"}');
select is(t.clocks(pg_temp.k('z')), 'D12', 'an enquiry that comes back is to be distributed again');

-- The server urges two working days before the end and on the last day, then escalates to the superior.
insert into k select 'w', t.complaint_in('TS11');
update core.clock set start = pg_temp.at('2026-11-09 10:00'), due = '2026-11-18' where ticket = pg_temp.k('w') and base = 'D01';
select core.work_deadlines_at(pg_temp.at('2026-11-18 09:00'));
select core.work_deadlines_at(pg_temp.at('2026-11-19 09:00'));
select is(string_agg(action, ' ' order by n), 'urge supervise', 'what nobody signs for is urged and goes before the superior') from core.event
where ticket = pg_temp.k('w') and action in ('urge', 'supervise');

-- A report from mediation keeps its own time wherever it goes.
insert into k select 'm', t.complaint_in('TS40');
select t.told('station', pg_temp.k('m'), 'turn_report', jsonb_build_object('found', core.day(now()), 'problem', 'J01', 'detail', '货架上有过期食品'));
insert into k select 'mr', other from core.link where ticket = pg_temp.k('m') and reason = 'turned';
select t.told('lead', pg_temp.k('mr'), 'note', '{"note": "x"}');
select core.clock_run(pg_temp.k('mr'), 'stop D12;start D05@office', now(), now(), '{}', '330106013');
select is(t.clocks(pg_temp.k('mr')), 'D04', 'a report out of a mediation has one time for verifying');
select * from finish();
