-- A whitelist: nothing else is ever published.  Codes by their names, no typed text except the respondent's
-- name, which is masked for a natural person; the area no finer than the county.
create or replace function core.publication_body(t core.ticket) returns jsonb
language sql stable as $$
	select jsonb_build_object(
		'respondent', regexp_replace(case when t.uscc is not null or core.is_enterprise(t.respondent)
			then t.respondent else left(t.respondent, 1) || '**' end, '[0-9０-９]{7,}', '***', 'g'),
		'goods', coalesce((select c.name from core.code c where c.tbl = 'object_category' and c.code = t.facts->>'objtype'), ''),
		'problem', coalesce((select c.name from core.code c where c.tbl = 'problem_complaint'
			and c.code = t.facts->>'problem'), ''),
		'result', coalesce((select c.name from core.code c where c.tbl = 'mediation_result'
			and c.code = coalesce(t.outcome->>'mediate_result', case when t.outcome ? 'ground' then '2' end)), ''),
		'area', coalesce((select string_agg(d.name, '' order by d.level) from core.division d
			where d.level between 2 and 3 and d.code in (left(t.facts->>'invdiv', 4), left(t.facts->>'invdiv', 6))), ''),
		'received', core.day(t.received), 'closed', core.day((select max(e.at) from core.event e
			join core.state a on a.code = e.from_state and a.open join core.state b on b.code = e.to_state and not b.open
			where e.ticket = t.ticket)));
$$;
comment on function core.publication_body(core.ticket) is
	'What is published of a complaint: respondent, kind of goods, problem, result, area, days, and '
	'nothing else';
