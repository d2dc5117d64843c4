create or replace function core.ticket_new(p_ticket uuid, p_kind text, p_regno text, p_call uuid, p_operator text,
	p_received timestamptz, p_at timestamptz) returns core.ticket
language plpgsql stable as $$
declare
	t core.ticket;
begin
	t.ticket := p_ticket;
	t.kind := p_kind;
	t.regno := p_regno;
	t.serial := right(p_regno, 8)::bigint;
	t.unit := left(p_regno, 9);
	t.registered_unit := t.unit;
	t.held := array[t.unit];
	t.registered_by := p_operator;
	t.call := p_call;
	t.received := p_received;
	t.created := p_at;
	t.rule_set := core.rule_set_at(core.day(p_received));
	t.version := 0;
	t.seq := 0;
	t.returned := 0;
	t.state := '';
	t.flags := '';
	t.route := '{}';
	t.outcome := '{}';
	t.head := '';
	return t;
end $$;
comment on function core.ticket_new(uuid, text, text, uuid, text, timestamptz, timestamptz) is
	'A ticket before its first event, at the unit that its number names; core.write_event writes it';
