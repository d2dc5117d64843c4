create or replace function core.ledger_of(p_name text, p_store uuid, p_from bigint)
returns table (seq bigint, op uuid, verdict text)
language sql stable as $$
	select a.seq, a.op_id, a.verdict
	from core.applied a
	where a.store = p_store and a.seq >= p_from and a.operator = p_name
	union all
	select g.seq, g.op_id, a.verdict
	from core.told_again g join core.applied a on a.op_id = g.op_id
	where g.store = p_store and g.seq >= p_from and a.operator = p_name
$$;
comment on function core.ledger_of(text, uuid, bigint) is
	'The operations a store sent, under its own numbers, with their verdicts';
