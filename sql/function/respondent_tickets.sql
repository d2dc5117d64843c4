-- By code or name: a ticket with another credit code does not match by name (core.same_operator).  A code
-- alone stands for the name in the register of traders.
create or replace function core.respondent_tickets(p_uscc text, p_name text) returns uuid[]
language plpgsql stable as $$
declare
	code text := upper(btrim(left(coalesce(p_uscc, ''), 18)));
	given text := btrim(left(coalesce(p_name, ''), 200));
	names text[];
begin
	if given = '' and code <> '' then
		given := coalesce((select t.name from core.trader t where t.uscc = code limit 1), '');
	end if;
	names := array_remove(array[core.fold(given)], '');
	return array(
		(select t.ticket from core.ticket t
		where code <> '' and t.uscc = code and t.received > now() - interval '30 days' limit 2000)
		union
		(select t.ticket from core.ticket t
		where t.respondent <> '' and core.fold(t.respondent) = any (names) and t.received > now() - interval '30 days'
			and (code = '' or coalesce(t.uscc, '') in ('', code)) limit 2000));
end $$;
comment on function core.respondent_tickets(text, text) is 'Tickets of thirty days about a trader, by credit code or name';
