create or replace function core.ticket_parties(t core.ticket, p_who core.who) returns jsonb
language plpgsql stable as $$
declare
	known boolean := t.kind <> 'report' or core.may_know(p_who, t);
begin
	return jsonb_build_object('joint', (
			select coalesce(jsonb_agg(jsonb_build_object('n', p.n, 'role', p.role, 'name', core.mask('pname', p.name),
				'scope', p.scope, 'for', p.acts_for, 'until', p.until, 'since', p.since, 'ended', p.ended,
				'keys', (select jsonb_agg(k.key order by k.n) from unnest(core.party_keys()) with ordinality k(key, n)
					where p.detail ? k.key),
				'origin', (select x.regno from core.ticket x where x.ticket = p.origin),
				'represents', coalesce(t.outcome->'representatives' ? p.n::text, false)) order by p.n), '[]')
			from (select * from core.party y where y.ticket = t.ticket order by y.n desc limit 200) p),
		'merged', (select coalesce(jsonb_agg(jsonb_build_object('ticket', x.ticket, 'regno', x.regno,
				'caller', x.caller, 'received', x.received, 'at', y.at) order by y.at, x.regno), '[]')
			from core.merged y join core.ticket x on x.ticket = y.ticket
			where y.main = t.ticket and known and (x.kind <> 'report' or core.may_know(p_who, x))),
		'merged_into', (select jsonb_build_object('ticket', x.ticket, 'regno', x.regno, 'state', x.state,
				'unit_name', u.short_name, 'at', y.at)
			from core.merged y join core.ticket x on x.ticket = y.main join core.unit u on u.code = x.unit
			where y.ticket = t.ticket and known and core.may_see(x.unit, x.held, p_who.units)
				and (x.kind <> 'report' or core.may_know(p_who, x))));
end $$;
comment on function core.ticket_parties(core.ticket, core.who) is
	'Joint complainants, masked, their agents, and the tickets merged with this one';
