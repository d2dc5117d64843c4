create or replace function core.ticket_record(t core.ticket) returns jsonb
language sql stable as $$
	select jsonb_build_object('record', r.kept || jsonb_build_object('said', (select coalesce(jsonb_object_agg(c.code, x.said), '{}')
			from core.code c, lateral (select core.record_said(r.kept, c.extra->>'record') as said) x
			where c.tbl = 'notice_matter' and c.extra->>'record' <> '' and c.extra->>'kind' = t.kind and x.said is not null)))
	from (select core.record(t) as kept) r where r.kept <> '{}';
$$;
comment on function core.ticket_record(core.ticket) is
	'The record that forms of documents and notices repeat';
