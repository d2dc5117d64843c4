-- The values that a notice repeats.  Time, place and people of a mediation come from its step or, later, from
-- the document that told of them; the agreement from the last one; all since the ticket was last reopened.
create or replace function core.record(t core.ticket) returns jsonb
language sql stable as $$
	with e as (
		select v.n, v.action, v.payload from core.event v
		where v.ticket = t.ticket and v.action in ('mediate', 'issue', 'agree')
			and v.n > coalesce((select max(r.n) from core.event r where r.ticket = t.ticket and r.action = 'reopen'), 0)
			and not (v.action = 'issue' and exists (select from core.document_void x where x.ticket = t.ticket
				and x.n::text = v.payload->>'document'))
	), m as (
		select coalesce((select e.payload from e where e.action <> 'agree' and e.payload ?| '{time,place,people}'::text[]
			order by e.n desc limit 1), '{}') as payload
	)
	select jsonb_strip_nulls(jsonb_build_object('time', m.payload->'time', 'place', m.payload->'place',
		'people', coalesce(t.outcome->'mediator', m.payload->'people'),
		'agreement', (select e.payload->'detail' from e where e.action = 'agree' and t.outcome->>'mediate_result' = '1'
			order by e.n desc limit 1),
		'result', t.outcome->'handleadvice', 'basis', t.outcome->'basis',
		'materials', t.outcome#>'{demand_proof,materials}'))
	from m;
$$;
comment on function core.record(core.ticket) is
	'Time, place, people, agreement, result, legal basis as the ticket has them on record';
