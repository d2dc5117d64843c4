create or replace function core.verify_answer() returns table (ticket uuid, n integer, what text, detail text)
language sql stable set search_path = pg_catalog, core, pg_temp as $$
	select coalesce(e.ticket, a.ticket), e.n, case when a.op_id is null then 'No operation stands behind this event.'
		when e.op is null then 'The event of an applied operation is missing.'
		else 'Event and answer of an operation differ.' end, coalesce(e.op, a.op_id)::text
	from (select * from core.event x where x.transition <> ''
		-- The answer of a step covers its events on other tickets, and the tickets it made.
		or not exists (select from core.applied a where a.op_id = x.op and a.verdict = 'applied'
			and a.ticket <> x.ticket)) e
	full join (select * from core.applied x where x.verdict = 'applied') a on a.op_id = e.op
	where a.op_id is null or e.op is null
		or (e.ticket, e.operator, e.at) is distinct from (a.ticket, a.operator, a.at)
		or (e.version::text, e.to_state, e.to_unit) is distinct from
			(a.detail->>'version', a.detail->>'state', a.detail->>'unit');
$$;
comment on function core.verify_answer() is
	'Events without an operation, operations without their event, and pairs that differ';
