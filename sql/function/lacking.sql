create or replace function core.lacking(p jsonb, p_kind text) returns text[]
language sql stable as $$
	select array(select rtrim(n, '?') from unnest(core.registration_need(p_kind)) with ordinality x(n, i)
		where coalesce(btrim(p->>rtrim(n, '?'), E' \t\r\n　'), '') in ('', '[]')
			and not (n like '%?' and coalesce(p->'_marks' ? rtrim(n, '?'), false))
		order by i)
		|| case when p_kind = 'complaint' and (core.phones_of(p))[1] = '' then '{mobile}' else '{}' end::text[];
$$;
comment on function core.lacking(jsonb, text) is
	'The facts that a registration of this kind needs and these lack; a complaint also needs a '
	'telephone number';
