create or replace function core.base_holds(p_ticket uuid, p_version integer, p_base text) returns boolean
language plpgsql stable as $$
declare
	old core.applied;
begin
	if p_base ~ '^server:[0-9]{1,9}$' then
		return substr(p_base, 8)::integer = p_version;
	end if;
	if p_base !~ '^op:[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' then
		perform core.refuse('', 'It is not said which version of the ticket was seen.');
	end if;
	select * into old from core.applied where op_id = substr(p_base, 4)::uuid;
	if not found or old.ticket is distinct from p_ticket or old.verdict <> 'applied' then
		perform core.refuse('', 'The step before this one was not applied.');
	end if;
	return (old.detail->>'version')::integer = p_version;
end $$;
comment on function core.base_holds(uuid, integer, text) is
	'Whether the operator saw the present version of the ticket, or the latest change is the '
	'operator''s own last step';
