create or replace function core.ticket_proposal(t core.ticket, p_who core.who) returns jsonb
language plpgsql stable as $$
begin
	if not t.outcome ? 'proposal' then
		return '{}'::jsonb;
	end if;
	return jsonb_build_object('proposal', t.outcome->'proposal' || jsonb_build_object('label',
		coalesce((select o.label from core.operator o where o.name = t.outcome#>>'{proposal,by}'),
			t.outcome#>>'{proposal,by}')));
end $$;
comment on function core.ticket_proposal(core.ticket, core.who) is
	'The proposal that waits for approval, and who made it';
