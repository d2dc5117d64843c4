create or replace function api.documents(p_ticket uuid) returns table (n integer, form text, name text, number text,
	audience text, at timestamptz, operator text, masked boolean, voided timestamptz, reason text)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
#variable_conflict use_column
declare
	w core.who := core.me();
	t core.ticket := core.find_ticket(w, p_ticket);
begin
	return query select d.n, d.form, d.name, d.number, d.audience, d.at, coalesce(o.label, d.operator),
		d.body <> d.shown, v.at, coalesce(v.reason, '')
	from core.document d
	left join core.document_void v on v.ticket = d.ticket and v.n = d.n
	left join core.operator o on o.name = d.operator
	where d.ticket = t.ticket order by d.n;
end $$;
comment on function api.documents(uuid) is 'The documents issued on a ticket';
