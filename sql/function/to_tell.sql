-- Once there is a decision, a running clock requires each party of its matter to be told, by an entry of the
-- ledger that counts: reached, visited or delivered, not retracted, not before the decision.  The operator
-- who accepts a complaint decides and tells at once: for that an entry counts that was made with the decision
-- or after it. p_outcome replaces the stored outcome where the ticket does not have it yet.
create or replace function core.to_tell(p_ticket uuid, p_outcome jsonb default null)
returns table (base text, matter text, name text, party text, due date, rule text, told timestamptz)
language sql stable as $$
	with d as (
		select t.ticket, t.rule_set, o.x as outcome, (o.x->>'acctime')::timestamptz as acctime
		from core.ticket t, lateral (select coalesce(p_outcome, t.outcome) as x) o where t.ticket = p_ticket
	)
	select c.base, m.code, m.name, p.party, c.due, core.rule_of(m.extra->>'rule', d.rule_set), e.told
	from d
	join core.clock c on c.ticket = d.ticket and c.stopped is null
	join core.code m on m.tbl = 'notice_matter' and m.extra->>'clock' = c.base and case c.base
		when 'D01' then m.code = case when d.outcome ? 'naccode' then 'decline' when d.acctime is not null then 'accept' end
		when 'D03' then d.outcome ? 'ground'
		when 'D06' then d.outcome ?| '{caseno,nofile}'::text[] else false end,
	lateral unnest(string_to_array(m.extra->>'parties', ' ')) p(party)
	left join lateral (select case c.base when 'D01' then d.acctime else c.start end as at) s on true
	left join lateral (
		select greatest(min(x.told), s.at) as told from core.notice x
		where x.ticket = d.ticket and x.matter = m.code and x.party = p.party and x.channel <> '9'
			and x.outcome in ('reached', 'visited', 'delivered')
			and case m.code when 'accept' then x.at >= s.at else x.told >= date_trunc('minute', s.at) end
			and not exists (select from core.notice y where y.ticket = x.ticket and y.retracts = x.n)
		having count(*) > 0) e on true;
$$;
comment on function core.to_tell(uuid, jsonb) is
	'The parties that the running clocks require to be told of the decision, and since when each has '
	'been; null: not yet';
