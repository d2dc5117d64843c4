create or replace function core.conflict_of(s core.step, p_base text) returns jsonb
language plpgsql stable as $$
declare
	seen integer;
	changed jsonb;
	who text;
	known boolean := (s.t).kind <> 'report' or core.may_know(s.who, s.t);
begin
	seen := case when p_base like 'server:%' then substr(p_base, 8)::integer
		else (select (a.detail->>'version')::integer from core.applied a
			where a.op_id = substr(p_base, 4)::uuid) end;
	select coalesce(jsonb_object_agg(k.key, k.value order by e.n), '{}') into changed
	from core.event e, jsonb_each(core.readable(e.payload)) k
	where e.ticket = (s.t).ticket and e.version > seen and e.action = 'amend';
	changed := changed || jsonb_build_object('_steps', (
		select coalesce(jsonb_agg(jsonb_build_object('action', e.action, 'state', e.to_state,
			'unit', e.to_unit, 'at', core.said_at(e.at, known)) order by e.n), '[]')
		from (select * from core.event v where v.ticket = (s.t).ticket and v.version > seen order by v.n desc limit 50) e));
	select o.label into who from core.operator o where o.name = (s.t).operator;
	return jsonb_build_object('version', (s.t).version, 'state', (s.t).state, 'unit', (s.t).unit,
		'operator', coalesce(who, (s.t).operator), 'at', core.said_at((s.t).updated, known), 'changed', changed);
end $$;
comment on function core.conflict_of(core.step, text) is
	'What happened to a ticket since the operator saw it';
