create or replace function core.merge_main(s core.step, p_text text) returns core.ticket
language plpgsql as $$
declare
	given text := regexp_replace(coalesce(p_text, ''), '[ 　]', '', 'g');
	ids uuid[];
	m core.ticket;
begin
	if given !~ '^([0-9A-Z]{9}[0-9]{16}|[0-9]{4,8})$' then
		perform core.refuse('main', 'Give the number of the main ticket, or its last four to eight digits.');
	end if;
	ids := array(select x.ticket from core.ticket x
		where x.ticket = any (case when length(given) > 8 then array(select y.ticket from core.ticket y
				where y.registered_unit = left(given, 9) and y.serial = right(given, 8)::bigint and y.regno = given)
			else core.find_tail(s.who, given) end)
			and x.kind = (s.t).kind and (length(given) > 8 or x.ticket <> (s.t).ticket)
			and core.may_see(x.unit, x.held, (s.who).units) limit 2);
	if cardinality(ids) = 2 then
		perform core.refuse('main', 'Several tickets end so: give more of the number.');
	end if;
	select * into m from core.ticket x where x.ticket = ids[1] for update;
	if not found then
		perform core.refuse('main', 'There is no such ticket of this kind, or it is not yours.');
	end if;
	return m;
end $$;
comment on function core.merge_main(core.step, text) is 'The ticket that another is to be merged into, by its number or the end of it, within sight; locked';
