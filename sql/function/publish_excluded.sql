-- Table publish_exclusion, column stands: outcome, facts or caller say where the key is, matched by pattern;
-- asked: answered in the form.
create or replace function core.publish_excluded(t core.ticket, p_payload jsonb, out field text, out name text)
language sql stable as $$
	select case c.extra->>'stands' when 'asked' then c.extra->>'key' else '' end, c.name
	from core.code c
	where c.tbl = 'publish_exclusion' and core.day(now()) between c.valid_from and c.valid_to
		and case c.extra->>'stands'
			when 'outcome' then t.outcome->>(c.extra->>'key') ~ (c.extra->>'pattern')
			when 'facts' then t.facts->>(c.extra->>'key') ~ (c.extra->>'pattern')
			when 'caller' then exists (select from core.caller x where x.ticket = t.ticket
				and x.detail->>(c.extra->>'key') ~ (c.extra->>'pattern'))
			else core.flag_of(p_payload, c.extra->>'key') end
	order by c.sort limit 1;
$$;
comment on function core.publish_excluded(core.ticket, jsonb) is 'The first reason of table publish_exclusion for which a complaint is not published; null: none';
