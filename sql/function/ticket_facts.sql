create or replace function core.ticket_facts(t core.ticket, p_facts jsonb, p_identity jsonb) returns core.ticket
language plpgsql stable as $$
begin
	t.facts := p_facts;
	t.title := core.title_of(p_facts, t.kind);
	t.respondent := btrim(coalesce(p_facts->>'invname', ''));
	t.uscc := nullif(upper(btrim(p_facts->>'uscc')), '');
	t.caller := core.caller_mask(t.kind, p_facts || p_identity);
	t.phone_known := (core.phones_of(p_identity))[1] <> '';
	return t;
end $$;
comment on function core.ticket_facts(core.ticket, jsonb, jsonb) is
	'A ticket with its facts and what lists show of them and of the caller''s identity';
