create or replace function core.find_phone(p_who core.who, p_phone text) returns uuid[]
language plpgsql stable as $$
begin
	return (select coalesce(array_agg(x.ticket), '{}') from (
		select c.ticket from core.caller c where c.phone = p_phone and p_phone <> ''
		union
		select c.ticket from core.caller c where c.phone2 = p_phone and p_phone <> ''
		union
		select r.ticket from core.reporter r join core.ticket t using (ticket)
		where r.phone = p_phone and p_phone <> ''
			and core.may_know(p_who, t.kind, t.unit, t.registered_unit)
		union
		select r.ticket from core.reporter r join core.ticket t using (ticket)
		where r.phone2 = p_phone and p_phone <> ''
			and core.may_know(p_who, t.kind, t.unit, t.registered_unit)
	) x);
end $$;
comment on function core.find_phone(core.who, text) is 'Tickets of a telephone number; of reports only those one handles';
