create or replace function core.begins_ticket(p_action text) returns boolean
language plpgsql stable parallel safe as $$
begin
	return exists (select from core.transition x where x.action = p_action and x.from_state = '');
end $$;
comment on function core.begins_ticket(text) is
	'Whether an action makes a new ticket: a row of the procedure starts from no state';
