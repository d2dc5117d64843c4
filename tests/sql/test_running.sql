-- Clocks that run: from when an office received it, while it waits for a signature, after a return; and before whom
-- the server puts what is over.
select plan(6);

create function pg_temp.no(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text
language sql as $$
	select case a->>'verdict' when 'refused' then (a->>'field') || ': ' || (a->>'text') else a->>'verdict' end
	from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
create function pg_temp.clocks(p_ticket uuid) returns text language sql as $$
	select coalesce(string_agg(base, ' ' order by base), '') from core.clock where ticket = p_ticket and stopped is null;
$$;
create function pg_temp.since(p_ticket uuid, p_base text) returns text language sql as $$
	select core.day(now()) - core.day(start) || case when stopped is null then '' else ' stopped' end from core.clock
	where ticket = p_ticket and base = p_base;
$$;
create function pg_temp.at(p text) returns timestamptz language sql as $$ select p::timestamp at time zone 'Asia/Shanghai' $$;
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
-- as if all that happened had happened so many days ago
create function pg_temp.age(p_ticket uuid, p_days integer) returns void language sql as $$
	alter table core.event disable trigger user;
	update core.event set at = at - p_days * interval '1 day' where ticket = p_ticket;
	alter table core.event enable trigger user;
	update core.ticket set received = received - p_days * interval '1 day' where ticket = p_ticket;
	update core.clock set start = start - p_days * interval '1 day', stopped = stopped - p_days * interval '1 day' where ticket = p_ticket;
	select core.clock_recount(p_ticket, base) from core.clock where ticket = p_ticket;
$$;

-- a dispute lies with the superior of both, whatever else is over that day
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
select * from finish();
