create or replace function core.verify_ticket() returns table (ticket uuid, n integer, what text, detail text)
language sql stable set search_path = pg_catalog, core, pg_temp as $$
	with e as (
		select e.ticket, count(*) as events, min(e.n) as low, max(e.n) as high, array_agg(distinct e.to_unit)
				|| coalesce(array_agg(distinct e.payload->>'other') filter (where e.action = 'dispute'), '{}') as units,
			count(*) filter (where e.action = 'return') as returned,
			(array_agg(e.sha order by e.n desc) filter (where core.changes_facts(e.action, e.payload)))[1] as sha,
			(array_agg(e.sha order by e.n desc) filter (where e.action = any (core.party_acts())))[1] as people
		from core.event e group by e.ticket
	)
	select coalesce(t.ticket, e.ticket), null::integer, y.what, null
	from core.ticket t full join e on e.ticket = t.ticket
	left join core.event f on f.ticket = e.ticket and f.n = e.low
	left join core.event l on l.ticket = e.ticket and l.n = e.high
	left join core.caller c on c.ticket = t.ticket
	left join core.reporter p on p.ticket = t.ticket,
	lateral (
		select 'The ticket is gone, its events are left.' as what where t.ticket is null
		union all select 'The ticket has no events.' where e.ticket is null
		union all select 'The last events are missing.' where e.high < t.seq
		union all select 'Events were added.' where e.high > t.seq
		union all select 'The ticket does not end with its last event.' where e.high = t.seq and t.head <> l.h
		union all select 'State, unit or version were changed without an event.'
		where e.high = t.seq and (t.state, t.unit, t.version, t.operator, t.updated)
			is distinct from (l.to_state, l.to_unit, l.version, l.operator, l.at)
		union all select 'Kind, number or registration were changed.'
		where (t.kind, t.regno, t.registered_unit, t.registered_by, t.created, t.serial::text)
			is distinct from (f.payload->>'kind', f.payload->>'regno', f.to_unit, f.operator, f.at,
				ltrim(right(t.regno, 8), '0')) and t.ticket is not null and f.n = 1 and f.action = 'register'
		union all select 'Facts or caller were changed.'
		where e.sha <> sha256(convert_to(t.facts::text || coalesce(c.detail, p.detail)::text, 'UTF8'))
			or t.ticket is not null and (t.kind = 'report' and c.ticket is not null
				or t.kind <> 'report' and p.ticket is not null or coalesce(c.detail, p.detail) is null)
		union all select 'Name or telephone were changed.'
		where (coalesce(c.name, p.name), array[coalesce(c.phone, p.phone), coalesce(c.phone2, p.phone2)])
			is distinct from (coalesce(coalesce(c.detail, p.detail)->>'pname', ''),
				core.phones_of(coalesce(c.detail, p.detail))) and coalesce(c.detail, p.detail) is not null
		union all select 'The respondent was changed.'
		where t.respondent <> btrim(coalesce(t.facts->>'invname', ''))
			or t.uscc is distinct from nullif(upper(btrim(t.facts->>'uscc')), '')
		union all select 'Who held the ticket was changed.'
		where not (t.held @> e.units and t.held <@ e.units)
		union all select 'Who else complains or acts was changed.'
		where t.kind = 'complaint' and case when e.people is null
			then exists (select from core.party p where p.ticket = t.ticket) else e.people <> core.party_sha(t.ticket) end
		union all select 'What it was merged into was changed.'
		where (t.state = 'TS95') <> exists (select from core.merged m where m.ticket = t.ticket)
			-- A report is linked to the earlier one that its last step names.
			or t.state in ('JB33', 'JB34') and not exists (select from core.link k join core.ticket m on m.ticket = k.other
				where k.ticket = t.ticket and k.reason = case t.state when 'JB33' then 'repeated' else 'merged' end
					and m.regno = (select upper(btrim(v.payload->>'earlier')) from core.event v
						where v.ticket = t.ticket and v.action in ('repeated', 'new_facts') order by v.n desc limit 1))
		union all select 'A document was changed, removed or added.'
		where exists (select from core.document d where d.ticket = t.ticket and not exists (
				select from core.event v where v.ticket = d.ticket and v.action = 'issue' and v.op = d.op
					and v.payload->>'document' = d.n::text and v.payload->>'number' = d.number
					and v.payload->>'sha' = encode(sha256(convert_to(d.body, 'UTF8')), 'hex')))
			or exists (select from core.event v where v.ticket = t.ticket and v.action = 'issue' and not exists (
				select from core.document d where d.ticket = v.ticket and d.op = v.op))
		union all select 'That a document is void was changed, removed or added.'
		where exists (select from core.document_void d where d.ticket = t.ticket and not exists (
				select from core.event v where v.ticket = d.ticket and v.action = 'void_document' and v.op = d.op
					and (v.at, v.operator, v.payload->>'document') = (d.at, d.operator, d.n::text)))
			or exists (select from core.event v where v.ticket = t.ticket and v.action = 'void_document' and not exists (
				select from core.document_void d where d.ticket = v.ticket and d.op = v.op))
		union all select 'A notice was changed, removed or added.'
		where exists (select from core.notice o where o.ticket = t.ticket and not exists (
				select from core.event v where v.ticket = o.ticket and v.op = o.op
					and (v.at, v.operator, v.by_unit) = (o.at, o.operator, o.by_unit)))
			or exists (select from core.event v where v.ticket = t.ticket and v.action in ('notify', 'retract') and not exists (
				select from core.notice o where o.ticket = v.ticket and o.op = v.op))
		union all select 'A report of an incident was changed, removed or added.'
		where exists (select from core.incident_report i where i.ticket = t.ticket and not exists (
				select from core.event v where v.ticket = i.ticket and v.op = i.op
					and (v.at, v.operator, v.by_unit) = (i.at, i.operator, i.by_unit)))
			or exists (select from core.event v where v.ticket = t.ticket and v.action like 'alert%' and not exists (
				select from core.incident_report i where i.ticket = v.ticket and i.op = v.op))
		union all select 'A publication was changed, removed or added.'
		where exists (select from core.publication b where b.ticket = t.ticket and not exists (
				select from core.event v where v.ticket = b.ticket and v.action = 'publish' and v.op = b.op
					and (v.at, v.operator, v.by_unit, v.payload->'published') = (b.at, b.operator, b.by_unit, b.body)))
			or exists (select from core.event v where v.ticket = t.ticket and v.action = 'publish' and not exists (
				select from core.publication b where b.ticket = v.ticket and b.op = v.op))
			or exists (select from core.publication_end w where w.ticket = t.ticket and not exists (
				select from core.event v where v.ticket = w.ticket and v.op = w.op
					and (v.at, v.operator, v.payload->>'reason') = (w.at, w.operator, w.reason)))
			or exists (select from core.event v where v.ticket = t.ticket and v.action = 'unpublish' and not exists (
				select from core.publication_end w where w.ticket = v.ticket and w.op = v.op))
		union all select 'How often it was returned was changed.' where t.returned <> e.returned
	) y;
$$;
comment on function core.verify_ticket() is 'Tickets that differ from what their events imply';
