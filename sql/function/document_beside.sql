-- Joint complainants and agents; the text typed at intake is used where no person was added since.
create or replace function core.document_beside(t core.ticket, p_detail jsonb) returns jsonb
language sql stable as $$
	with valid as (select p.*, coalesce(p.detail->>'mobile', p.detail->>'landtel') as tel from core.party p
			where p.ticket = t.ticket and p.ended is null and (p.role = 'joint' or p.until >= core.day(now()))),
		agent as (select distinct on (coalesce(acts_for, 1)) coalesce(acts_for, 1) as acts_for, name, tel, detail->>'paddr' as paddr
			from valid
			where role = 'agent' order by coalesce(acts_for, 1), n desc),
		joint as (select v.n, v.name, format('%s（%s）', v.name, concat_ws('，', '电话：' || v.tel, '地址：' || (v.detail->>'paddr'),
				'委托代理人：' || a.name, '代理人电话：' || a.tel)) as said
			from valid v left join agent a on a.acts_for = v.n where v.role = 'joint')
	select jsonb_build_object(
		'complainant_agent', coalesce((select name from agent where acts_for = 1), case jsonb_typeof(p_detail->'agent')
			when 'object' then p_detail->'agent'->>'pname' else p_detail->>'agent' end),
		'agent_phone', coalesce((select tel from agent where acts_for = 1), case jsonb_typeof(p_detail->'agent')
			when 'object' then p_detail->'agent'->>'mobile' end),
		'agent_address', coalesce((select paddr from agent where acts_for = 1), case jsonb_typeof(p_detail->'agent')
			when 'object' then p_detail->'agent'->>'paddr' end),
		'joint_names', (select string_agg(name, '、' order by n) from joint),
		'joint_people', coalesce((select string_agg(said, '；' order by n) from joint), p_detail->>'joint'));
$$;
comment on function core.document_beside(core.ticket, jsonb) is
	'Agents and joint complainants for documents: names, and contact details for the readers who may '
	'have them';
