-- Plays the demonstration's story: what its operators did in the last ninety days, through
-- the same door and the same guards as every day, only at the time the story says.
-- Exists for one session; needs the rights of the installation's owner.
create temp table demo_ticket (n integer primary key, ticket uuid not null, version integer not null);
create temp table demo_call (name text primary key, call uuid not null default gen_random_uuid());
create temp table demo_desk (operator text primary key, store uuid not null default gen_random_uuid(),
	unit text not null, next bigint not null, seq bigint not null default 0);

-- "12d 10:23" is twelve days ago at 10:23 in China, "45m" forty-five minutes ago.
create function pg_temp.time_of(p_ago text) returns timestamptz language sql stable as $$
	select case when p_ago like '%m' then now() - (rtrim(p_ago, 'm') || ' minutes')::interval
	else ((now() at time zone 'Asia/Shanghai')::date - split_part(p_ago, 'd ', 1)::integer
		+ split_part(p_ago, ' ', 2)::time) at time zone 'Asia/Shanghai' end
$$;

-- "@5" is the day five days before the operation, "@+5" five days after it, "@+5 09:30" a time on
-- that day, and @5@ inside a text the same as month and day.
create function pg_temp.dated(p_text text, p_at timestamptz) returns text language plpgsql stable as $$
declare
	today date := (p_at at time zone 'Asia/Shanghai')::date;
	n text;
begin
	if p_text ~ '^@\+?[0-9]+$' then
		return today - (case when p_text like '@+%' then '-' else '' end || ltrim(p_text, '@+'))::integer;
	elsif p_text ~ '^@\+?[0-9]+ [0-9]{2}:[0-9]{2}$' then
		return pg_temp.dated(split_part(p_text, ' ', 1), p_at) || 'T' || split_part(p_text, ' ', 2) || ':00+08:00';
	end if;
	for n in select distinct m[1] from regexp_matches(p_text, '@([0-9]+)@', 'g') m loop
		p_text := replace(p_text, '@' || n || '@', to_char(today - n::integer, 'FMMM"月"FMDD"日"'));
	end loop;
	return p_text;
end $$;

create function pg_temp.payload_of(p_payload jsonb, p_at timestamptz) returns jsonb language sql stable as $$
	select coalesce(jsonb_object_agg(key, case when jsonb_typeof(value) = 'string'
		then to_jsonb(pg_temp.dated(value #>> '{}', p_at)) else value end), '{}')
	from jsonb_each(p_payload)
$$;

-- Each operator's desk with a block of numbers large enough for the story.
create function pg_temp.open_desks(p_ops jsonb) returns void language plpgsql as $$
begin
	insert into demo_desk (operator, unit, next)
	select o.name, o.unit, coalesce(s.last, 0) + 1 from core.operator o
	left join core.serial s on s.unit = o.unit and s.lane = 0
	where o.name in (select x->>'operator' from jsonb_array_elements(p_ops) x);
	insert into core.lease (request, store, operator, unit, first, last)
	select gen_random_uuid(), d.store, d.operator, d.unit, d.next, d.next + count(*) - 1
	from demo_desk d join jsonb_array_elements(p_ops) x on x->>'operator' = d.operator
	where x->>'action' = 'register' group by d.operator, d.store, d.unit, d.next;
	insert into core.serial (unit, last) select unit, max(last) from core.lease group by unit
	on conflict (unit, lane) do update set last = excluded.last;
	perform core.lanes(s.unit) from (select distinct unit from core.serial) s;
end $$;

-- What the desk adds to a registration: number, call, time.
create function pg_temp.registered(p_payload jsonb, p_operator text, p_at timestamptz) returns jsonb
language plpgsql as $$
declare
	d demo_desk;
	named text := coalesce(p_payload->>'call', gen_random_uuid()::text);
begin
	update demo_desk set next = next + 1 where operator = p_operator returning * into d;
	insert into demo_call (name) values (named) on conflict do nothing;
	return p_payload || jsonb_build_object('call', (select call from demo_call where name = named),
		'received', to_char(p_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"'),
		'regno', d.unit || to_char(p_at at time zone 'Asia/Shanghai', 'YYYYMMDD')
			|| lpad((d.next - 1)::text, 8, '0'));
end $$;

create function pg_temp.play_one(o jsonb) returns void language plpgsql as $$
declare
	at timestamptz := pg_temp.time_of(o->>'ago');
	payload jsonb := pg_temp.payload_of(coalesce(o->'payload', '{}'), at);
	t demo_ticket;
	d demo_desk;
	verdict text;
	detail jsonb;
begin
	if o->>'action' = 'register' then
		insert into demo_ticket values ((o->>'n')::integer, gen_random_uuid(), 0);
		payload := pg_temp.registered(payload, o->>'operator', at);
	end if;
	select * into strict t from demo_ticket where n = (o->>'n')::integer;
	update demo_desk set seq = seq + 1 where operator = o->>'operator' returning * into strict d;
	select x.verdict, x.detail into verdict, detail
	from core.tell_one(core.who_is(d.operator), gen_random_uuid(), d.store, d.seq, t.ticket,
		case when t.version = 0 then '' else 'server:' || t.version end, o->>'action', payload, at) x;
	if verdict <> 'applied' then
		raise exception 'ticket % of the story: % by % is %: %', o->>'n', o->>'action',
			o->>'operator', verdict, detail;
	end if;
	update demo_ticket set version = (detail->>'version')::integer where n = t.n;
end $$;

create function pg_temp.play(p_ops jsonb) returns integer language plpgsql
set search_path = pg_catalog, core, pg_temp as $$
declare
	o jsonb;
	n integer := 0;
begin
	perform pg_temp.open_desks(p_ops);
	for o in select x from jsonb_array_elements(p_ops) with ordinality as e(x, i) order by i loop
		perform pg_temp.play_one(o);
		n := n + 1;
	end loop;
	return n;
end $$;
