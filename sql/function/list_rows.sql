create or replace function core.list_rows(p_ids uuid[]) returns table (ticket uuid, regno text, kind text, state text, version integer, unit text,
	unit_name text, title text, respondent text, caller text, received timestamptz, clock text, due date,
	flags text, updated timestamptz, operator text, next text)
language plpgsql stable as $$
#variable_conflict use_column
begin
	return query select t.ticket, t.regno, t.kind, t.state, t.version, t.unit, u.short_name, core.list_title(t), t.respondent, t.caller,
		core.said_at(t.received, t.kind <> 'report'), t.clock, t.due, case when t.due is null or coalesce(k.known, false) then t.flags else t.flags || '?' end,
		core.said_at(t.updated, t.kind <> 'report'), core.label_of(t.operator, o.label),
		extract(epoch from t.rank)::text || '|' || t.ticket
	from unnest(p_ids) with ordinality as i(id, n)
	join core.ticket t on t.ticket = i.id
	join core.unit u on u.code = t.unit
	left join core.operator o on o.name = t.operator
	left join core.calendar k on k.day = t.due
	order by i.n;
end $$;
comment on function core.list_rows(uuid[]) is 'The columns of a list for tickets already chosen, in the order given';
