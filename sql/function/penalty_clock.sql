-- Order 45 as amended by orders 101 and 108: a warning alone is not published (article 2); in the party's own province it
-- is published within 20 working days (article 9), else sent within 10 to where the party is registered, which publishes
-- within 10 (article 10).  A credit code names who registered; 10 is the State Administration, then the address counts.
create or replace function core.penalty_clock(t core.ticket, p_kinds text[]) returns text
language sql stable as $$
	select case when p_kinds <@ '{1}'::text[] then ''
		when x.registered = '' or x.registered = left((select u.division from core.unit u where u.code = core.office_of(t.unit)), 2) then 'D09'
		else 'D18' end
	from (select coalesce((select d.code from core.division d where d.code = substr(t.uscc, 3, 2)),
		left(t.facts->>'invdiv', 2), '') as registered) x;
$$;
comment on function core.penalty_clock(core.ticket, text[]) is
	'The clock for publishing a penalty of these kinds (D09) or sending it on (D18); empty: it is not '
	'published';
