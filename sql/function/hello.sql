create or replace function api.hello(p_store uuid, p_client text, p_schema integer, p_held jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
	doc jsonb;
begin
	if p_schema is null or length(p_client) > 80 or length(p_held::text) > 8000 then
		raise exception 'A call lacks something or holds too much.' using errcode = 'GS003';
	end if;
	perform core.meter_open(w.name);
	perform core.meter_settle(w.name);
	perform core.pass_take(w, p_store, p_held);
	select jsonb_build_object('installation', core.setting('installation'),
		'name', coalesce(nullif(core.setting('installation_name'), ''), u.short_name || '12315'),
		'demo', core.setting('demo') = '1', 'schema', core.setting('schema')::integer,
		'schema_min', core.setting('schema_min')::integer, 'now', now(),
		'operator', jsonb_build_object('name', w.name, 'label', w.label, 'number', w.number,
			'unit', w.unit, 'unit_name', u.short_name, 'above', u.above,
			'duties', (select coalesce(jsonb_agg(jsonb_build_object('duty', split_part(d, '@', 1),
				'unit', split_part(d, '@', 2)) order by d), '[]') from unnest(w.duties) d),
			'stands', (select coalesce(string_agg(distinct o.label, '、'), '') from core.operator o
				where o.name in (select split_part(x, '=', 2) from unnest(w.stands) x))),
		'epoch', (select coalesce(max(epoch), 0) from core.code),
		'units_epoch', greatest((select max(epoch) from core.unit), (select max(epoch) from core.division), 0),
		'feed', jsonb_build_object('xid', pg_snapshot_xmin(pg_current_snapshot())::text, 'seq', 0),
		'nonce', core.hello_nonce(w.name, p_store, p_held->'nonce'),
		'pass', core.pass_give(w, p_store),
		'recovery_key', core.setting('recovery_key'),
		'root', core.root_witness(p_store, p_held->'roots'))
	into doc from core.unit u where u.code = w.unit;
	return doc;
end $$;
comment on function api.hello(uuid, text, integer, jsonb) is
	'The operator, the unit and the newest epochs: the first call of every connection';
