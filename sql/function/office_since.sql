-- Order 121 article 15: the time for the decision counts from the receipt by the competent office, however
-- often the ticket was signed for, sent back or sent on since.
create or replace function core.office_since(p_ticket uuid, p_unit text, p_at timestamptz) returns timestamptz
language sql stable as $$
	select case when core.office_of(t.registered_unit) = o.office then t.received
		else coalesce((select min(e.at) from core.event e where e.ticket = t.ticket and core.office_of(e.to_unit) = o.office), p_at) end
	from core.ticket t, (select core.office_of(p_unit) as office) o
	where t.ticket = p_ticket;
$$;
comment on function core.office_since(uuid, text, timestamptz) is
	'When a ticket first came to the office of a unit: its receipt where that office registered it, '
	'else the first step that brought it';
