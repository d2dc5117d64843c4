-- The parts of a decision beside its ground; keys without a value are left out.
create or replace function core.document_reasons(t core.ticket, p_outcome text) returns jsonb
language plpgsql stable as $$
declare
	o jsonb := t.outcome;
	x jsonb := coalesce(t.outcome->'declined', '{}');
begin
	if p_outcome = 'naccode' then
		return core.document_grounds(t, 'nonaccept', o->>'naccode') || jsonb_build_object('reason', o->'naccontent',
			'missing', x->'missing', 'clause', x->'clause', 'competent', x->'competent', 'transfer_to', x->'transfer_to',
			'demanded_on', core.day_said(core.date_of(x, 'demanded_on')),
			'factors', (select string_agg(format('（%s）%s', f.no, f.name), '；' order by f.n) || '。'
				from (select c.code, c.name, row_number() over (order by c.sort) as n,
					('{一,二,三,四,五,六,七,八,九,十}'::text[])[row_number() over (order by c.sort)] as no
					from core.code c where c.tbl = 'consumption_doubt_factor'
					and core.day(t.received) between c.valid_from and c.valid_to) f
				where x->'factors' ? f.code));
	elsif p_outcome = 'ground' then
		return core.document_grounds(t, 'mediation_end', o->>'ground') || jsonb_build_object(
			-- For tickets ended before the outcome kept the reason: the proposal the leader
			-- approved, not any other.
			'reason', coalesce(o->'endreason', (select p.payload->'detail' from core.event p,
				(select e.n, e.action from core.event e where e.ticket = t.ticket and e.to_state = 'TS51'
					and e.from_state not in ('TS51', 'TS60') order by e.n desc limit 1) d
				where p.ticket = t.ticket and p.action = 'terminate' and d.action = 'approve' and p.n < d.n
				order by p.n desc limit 1)),
			'transfer_to', o->'transfer_to', 'found', nullif(concat_ws('；', (select format('%s：%s', c.extra->>'law', c.name) from core.code c
				where c.tbl = 'nonaccept_' || t.rule_set and c.code = o->>'found'),
				case when core.flag_of(o, 'crime') then '市场监督管理投诉举报处理办法第四十二条' end), ''));
	end if;
	return '{}'::jsonb;
end $$;
comment on function core.document_reasons(core.ticket, text) is
	'Ground and reasons of a decision as its document states them';
