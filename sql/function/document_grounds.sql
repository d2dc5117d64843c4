create or replace function core.document_grounds(t core.ticket, p_table text, p_code text) returns jsonb
language sql stable as $$
	with g as (
		select c.code, c.name, c.extra->>'law' as law, row_number() over (order by c.sort) as n, count(*) over () as total,
			c.code = p_code or c.code = (select parent from core.code x where x.tbl = c.tbl and x.code = p_code) as this
		from core.code c where c.tbl = p_table || '_' || t.rule_set and c.parent = ''
	)
	select jsonb_build_object('ground_no', (select ('{一,二,三,四,五,六,七,八,九,十}'::text[])[n::integer] from g where this),
		'article', (select substring(law from '(第.*)第（') from g order by n limit 1),
		'grounds', jsonb_agg(jsonb_build_object('mark', case when this then '■' else '□' end,
			'no', ('{一,二,三,四,五,六,七,八,九,十}'::text[])[n::integer], 'text', name,
			'end', case when n = total then '。' else '；' end) order by n))
	from g;
$$;
comment on function core.document_grounds(core.ticket, text, text) is
	'All grounds of the rule set as a decision lists them, with the applied one marked';
