-- Finds the number of a ticket, whole or its end; and a telephone number: whole, without its area code, or
-- its last four digits.
create or replace function core.find_digits(p_who core.who, p_text text) returns uuid[]
language plpgsql as $$
declare
	v text := regexp_replace(upper(normalize(p_text, NFKC)), '[\s#-]', '', 'g');
	ids uuid[];
	called text;
begin
	if v ~ '^[0-9A-Z]{9}[0-9]{16}$' then
		return array(select t.ticket from core.ticket t
			where t.registered_unit = left(v, 9) and t.serial = right(v, 8)::bigint and t.regno = v);
	end if;
	ids := core.find_tail(p_who, v);
	if v ~ '^[0-9]{4}$' then
		ids := ids || core.find_ends(p_who, v);
	end if;
	called := case when core.is_phone(p_text) then core.phone(p_text) when v ~ '^[2-9][0-9]{6,7}$' then core.local_phone(p_who, v)
		else '' end;
	return case when length(called) >= 7 then ids || core.look_up(p_who, called) else ids end;
end $$;
comment on function core.find_digits(core.who, text) is 'Tickets by their number or a telephone number, in any form';
