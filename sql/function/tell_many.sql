create or replace function api.tell_many(p_ops jsonb[]) returns table (op uuid, verdict text, detail jsonb)
language plpgsql security definer set search_path = pg_catalog, core, pg_temp set lock_timeout = '3s'
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
	w core.who := core.me();
	o jsonb;
begin
	if cardinality(p_ops) > 1000 then
		raise exception 'More than 1000 operations in one call.' using errcode = 'GS003';
	end if;
	foreach o in array coalesce(p_ops, '{}') loop
		perform core.check_call((o->>'op')::uuid, (o->>'store')::uuid, (o->>'seq')::bigint,
			(o->>'ticket')::uuid, o->>'base', o->>'action', (o->>'schema')::integer, o->'payload');
		op := (o->>'op')::uuid;
		select x.verdict, x.detail into verdict, detail
		from core.tell_one(w, (o->>'op')::uuid, (o->>'store')::uuid, (o->>'seq')::bigint,
			(o->>'ticket')::uuid, o->>'base', o->>'action', o->'payload') x;
		return next;
	end loop;
end $$;
comment on function api.tell_many(jsonb[]) is 'A batch of operations {op,store,seq,ticket,base,action,schema,payload}: each succeeds or fails by itself, one commit';
