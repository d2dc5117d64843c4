create or replace function api.lease(p_store uuid, p_request uuid, p_count integer,
	out unit text, out first bigint, out last bigint)
language plpgsql security definer set search_path = pg_catalog, core, pg_temp set lock_timeout = '3s' as $$
#variable_conflict use_column
declare
	w core.who := core.me();
	l core.lease;
	n integer;
	place integer;
begin
	if p_store is null or p_request is null or p_count is null then
		perform core.refuse('', 'This must be filled in.');
	end if;
	select * into l from core.lease x where x.request = p_request;
	if found then
		if l.store <> p_store or l.operator <> w.name then
			perform core.refuse('', 'This request for numbers was made by another desk.');
		end if;
		unit := l.unit;
		first := l.first;
		last := l.last;
		return;
	end if;
	select x.unit into unit from unnest(w.units) as x(unit)
	where 'r01@' || x.unit = any (w.duties)
	order by x.unit <> w.unit, x.unit limit 1;
	if not found then
		perform core.refuse('', 'You do not register tickets.');
	end if;
	n := least(greatest(p_count, 1), core.setting('lease_max')::integer);
	-- Sessions of one operator take turns: they lock one lane, and no limit is exceeded by counting at
	-- the same time.
	perform core.meter_lock(w.name);
	if (select coalesce(sum(x.last - x.first + 1), 0) from core.lease x
		where x.store = p_store and x.unit = lease.unit and x.at > now() - interval '1 day')
		+ n > core.setting('lease_open')::integer then
		perform core.refuse('', 'Your desk has taken too many numbers today.');
	end if;
	if (select coalesce(sum(x.last - x.first + 1), 0) from core.lease x
		where x.operator = w.name and x.at > now() - interval '1 day') + n > core.setting('lease_day')::integer then
		perform core.refuse('', 'You have taken too many numbers today.');
	end if;
	if (select count(*) from core.serial c where c.unit = lease.unit) < 16 then
		perform core.lanes(lease.unit);
	end if;
	-- A lane locked by another transaction is skipped: nobody waits for a session that does not commit.
	select c.lane into place from core.serial c
	where c.unit = lease.unit and c.last + n <= least((c.lane + 1) * 6250000, 99999999)
	order by c.lane limit 1 for update skip locked;
	if not found and exists (select from core.serial c where c.unit = lease.unit
		and c.last + n <= least((c.lane + 1) * 6250000, 99999999)) then
		raise exception 'every lane is held' using errcode = '55P03';
	elsif place is null then
		perform core.refuse('', 'This unit has no registration numbers left.');
	end if;
	update core.serial c set last = c.last + n where c.unit = lease.unit and c.lane = place
	returning c.last into last;
	first := last - n + 1;
	insert into core.lease (request, store, operator, unit, first, last)
	values (p_request, p_store, w.name, lease.unit, lease.first, lease.last);
exception
	when unique_violation then
		raise exception 'asked twice at once' using errcode = '40001';
end $$;
comment on function api.lease(uuid, uuid, integer) is
	'Leases a block of registration serials to a store that no other store gets; the same request '
	'gives the same block';
