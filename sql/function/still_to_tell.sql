-- Whom a running clock still asks to be told: a party of its matter without an entry that counts - reached,
-- visited or delivered, not before the decision, not taken back.
create or replace function core.still_to_tell(p_ticket uuid)
returns table (matter text, name text, party text, due date, rule text)
language sql stable as $$
	select m.code, m.name, p.party, c.due, m.extra->>'rule'
	from core.clock c
	join core.code m on m.tbl = 'notice_matter' and m.extra->>'clock' = c.base and c.base in ('D03', 'D06'),
	lateral unnest(string_to_array(m.extra->>'parties', ' ')) p(party)
	where c.ticket = p_ticket and c.stopped is null and not exists (
		select from core.notice x
		where x.ticket = c.ticket and x.matter = m.code and x.party = p.party and x.channel <> '9'
			and x.outcome in ('reached', 'visited', 'delivered') and x.told >= date_trunc('minute', c.start)
			and not exists (select from core.notice y where y.ticket = x.ticket and y.retracts = x.n))
	order by c.due, m.code, p.party;
$$;
comment on function core.still_to_tell(uuid) is 'Whom a running clock still asks to be told, and by which day';
