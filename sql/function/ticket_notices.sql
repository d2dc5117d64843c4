create or replace function core.ticket_notices(t core.ticket, p_who core.who) returns jsonb
language plpgsql stable as $$
declare
	known boolean := core.may_know(p_who, t);
begin
	return jsonb_build_object('notices', (select core.newest(coalesce(jsonb_agg(jsonb_build_object('n', x.n, 'at', x.at,
		'operator', x.operator, 'label', coalesce(o.label, x.operator), 'number', coalesce(o.number, ''),
		'unit_name', u.short_name, 'matter', x.matter, 'matter_name', coalesce(m.name, ''), 'party', x.party,
		'channel', x.channel, 'told', x.told, 'outcome', x.outcome, 'document', x.document, 'retracts', x.retracts,
		'retracted', exists (select from core.notice y where y.ticket = x.ticket and y.retracts = x.n))
		-- A number, an address or a receipt would identify the person.
		|| case when known then jsonb_build_object('address', case
				when x.party = 'respondent' then x.address
				when x.channel in ('2', '3') then core.mask('mobile', x.address)
				when x.channel in ('5', '6') then core.mask('paddr', x.address)
				else core.mask('email', x.address) end,
			'evidence', x.evidence, 'detail', x.detail) else '{}' end order by x.n), '[]'), 98304)
		from (select * from core.notice y where y.ticket = t.ticket order by y.n desc limit 200) x
		join core.unit u on u.code = x.by_unit
		left join core.operator o on o.name = x.operator
		left join core.code m on m.tbl = 'notice_matter' and m.code = x.matter
		),
		'totell', (select coalesce(jsonb_agg(to_jsonb(y)), '[]') from core.still_to_tell(t.ticket) y));
end $$;
comment on function core.ticket_notices(core.ticket, core.who) is
	'The ledger of notices; addresses and evidence only for operators who may know the persons, '
	'addresses masked';
