create or replace function core.document_case(t core.ticket) returns jsonb
language plpgsql stable as $$
declare
	f jsonb := t.facts;
	o jsonb := t.outcome;
begin
	return jsonb_build_object('ordinance', (select substring(x.extra->>'law' from '^(.*?)第') from core.code x
			where x.tbl = 'nonaccept_' || t.rule_set order by x.sort limit 1), 'regno', t.regno, 'received', core.day_said(core.day(t.received)),
		'kind', case t.kind when 'report' then '举报' when 'complaint' then '投诉' else '咨询' end,
		'subject', case t.kind
			when 'report' then coalesce((select name from core.code where tbl = 'problem_report' and code = f->>'problem'),
				'涉嫌违反市场监督管理法律法规')
			else '因“' || coalesce(nullif(f->>'mdsename', ''), (select name from core.code
				where tbl = 'object_category' and code = f->>'objtype'), '商品或者服务') || '”引起的消费者权益争议' end,
		'respondent', t.respondent, 'about', t.respondent || case t.kind
			when 'report' then coalesce((select name from core.code where tbl = 'problem_report' and code = f->>'problem'),
				'涉嫌违反市场监督管理法律法规的行为')
			else '因“' || coalesce(nullif(f->>'mdsename', ''), (select name from core.code
				where tbl = 'object_category' and code = f->>'objtype'), '商品或者服务') || '”引起的消费者权益争议' end, 'uscc', t.uscc, 'respondent_address', f->'invaddr', 'respondent_phone', f->'invtel',
		'respondent_person', f->'invcontact')
		|| case when t.kind = 'report' then jsonb_build_object('clues', f->'content') else jsonb_build_object(
		'goods', coalesce(nullif(f->>'mdsename', ''), (select name from core.code
			where tbl = 'object_category' and code = f->>'objtype')),
		'amount', f->'invoam', 'bought', core.day_said(core.date_of(f, 'buydate')), 'facts', f->'content',
		'evidence', f->'evidence', 'demands', (select string_agg(c.name, '、' order by d.n)
			from jsonb_array_elements_text(case jsonb_typeof(f->'demand') when 'array' then f->'demand' else '[]' end)
				with ordinality as d(code, n)
			join core.code c on c.tbl = 'demand' and c.code = d.code)) end
		|| jsonb_build_object('caseno', o->'caseno', 'result', o->'handleadvice',
		'nofile', (select name from core.code where tbl = 'report_decision' and code = o->>'nofile'),
		'due', (select core.day_said(c.due) from core.clock c where c.ticket = t.ticket and c.base = 'D05'),
		'callback', (select name from core.code where tbl = 'callback_result' and code = o->>'callback'),
		'satisfied', (select name from core.code where tbl = 'satisfaction' and code = o->>'satisfied'),
		'routes', (select jsonb_agg(jsonb_build_object('no', ('{一,二,三,四,五,六,七,八,九,十}'::text[])[n::integer],
				'text', name, 'end', case when n = total then '。' else '；' end) order by n)
			from (select name, row_number() over (order by sort) as n, count(*) over () as total
				from core.code where tbl = 'consumer_route' and code <> '3') r));
end $$;
comment on function core.document_case(core.ticket) is
	'The values of a ticket for its documents, without persons';
