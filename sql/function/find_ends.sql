-- The mask of a complainant shows these four digits to everybody who sees the ticket; the mask of a reporter
-- shows nothing.
create or replace function core.find_ends(p_who core.who, p_digits text) returns uuid[]
language sql stable as $$
	select array(select t.ticket from (
			select c.ticket from core.caller c where c.phone <> '' and right(split_part(c.phone, '-', 1), 4) = p_digits
				and length(split_part(c.phone, '-', 1)) >= 10
			union select c.ticket from core.caller c where c.phone2 <> '' and right(split_part(c.phone2, '-', 1), 4) = p_digits
				and length(split_part(c.phone2, '-', 1)) >= 10) x
		join core.ticket t using (ticket)
		where t.kind <> 'report' and core.may_see(t.unit, t.held, p_who.units)
		order by t.received desc limit core.setting('found_max')::integer);
$$;
comment on function core.find_ends(core.who, text) is
	'Tickets the operator may see whose caller''s telephone ends with these four digits';
