create or replace function api.document(p_ticket uuid, p_n integer) returns table (n integer, form text, name text,
	number text, audience text, at timestamptz, operator text, masked boolean, sha text, body text, voided timestamptz,
	reason text)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
#variable_conflict use_column
declare
	w core.who := core.me();
	t core.ticket := core.find_ticket(w, p_ticket);
begin
	return query select d.n, d.form, d.name, d.number, d.audience, d.at, coalesce(o.label, d.operator),
		d.body <> d.shown, encode(d.sha, 'hex'),
		-- Operators who may not know a reporter do not see even the mask.
		case when t.kind <> 'report' or d.body = d.shown or core.may_know(w, t) then d.shown else '' end, v.at, coalesce(v.reason, '')
	from core.document d
	left join core.document_void v on v.ticket = d.ticket and v.n = d.n
	left join core.operator o on o.name = d.operator
	where d.ticket = t.ticket and d.n = p_n;
	if not found then
		perform core.refuse('n', 'There is no such document.');
	end if;
end $$;
comment on function api.document(uuid, integer) is
	'One document as issued, with the caller masked; reveal gives the whole text as field '
	'document:<n>';
