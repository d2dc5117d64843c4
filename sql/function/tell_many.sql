-- A failure of one operation (a lock, or an unforeseen error) does not affect the others: it gets 'failed'
-- with the SQLSTATE and leaves nothing behind.  The batch waits only briefly for a lock, because it holds
-- locks of its own meanwhile; after the first failure hardly at all: the answer must be in time.
create or replace function api.tell_many(p_ops jsonb[]) returns table (op uuid, verdict text, detail jsonb)
language plpgsql security definer set search_path = pg_catalog, core, pg_temp set lock_timeout = '100ms'
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
	w core.who := core.me();
	o jsonb;
	state_ text;
	text_ text;
begin
	if cardinality(p_ops) > 1000 then
		raise exception 'More than 1000 operations in one call.' using errcode = 'GS003';
	end if;
	foreach o in array coalesce(p_ops, '{}') loop
		op := (o->>'op')::uuid;
		if op is null then
			raise exception 'An operation without its number.' using errcode = 'GS003';
		end if;
		begin
			perform core.check_call(op, (o->>'store')::uuid, (o->>'seq')::bigint, (o->>'ticket')::uuid,
				o->>'base', o->>'action', (o->>'schema')::integer, o->'payload');
			select x.verdict, x.detail into verdict, detail
			from core.tell_one(w, op, (o->>'store')::uuid, (o->>'seq')::bigint, (o->>'ticket')::uuid,
				o->>'base', o->>'action', o->'payload') x;
		exception when others then
			get stacked diagnostics state_ = returned_sqlstate, text_ = message_text;
			if state_ = '55P03' then
				set local lock_timeout = '5ms';
			end if;
			verdict := 'failed';
			detail := jsonb_build_object('sqlstate', state_, 'text', left(text_, 300));
		end;
		return next;
	end loop;
end $$;
comment on function api.tell_many(jsonb[]) is
	'A batch of operations {op,store,seq,ticket,base,action,schema,payload}: each succeeds or fails '
	'by itself, one commit';
