create or replace function core.document_masked(p_data jsonb) returns jsonb
language sql stable as $$
	select coalesce(jsonb_object_agg(e.key, case when f.extra->>'mask' <> '' and jsonb_typeof(e.value) <> 'null'
		then to_jsonb(core.mask(f.extra->>'mask', e.value #>> '{}')) else e.value end), '{}')
	from jsonb_each(p_data) e left join core.code f on f.tbl = 'document_field' and f.code = e.key;
$$;
comment on function core.document_masked(jsonb) is 'The values of a document with the caller masked';
