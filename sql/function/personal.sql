create or replace function core.personal() returns text[]
language plpgsql stable parallel safe as $$
begin
	return array(select f.key from core.field f where f.action = 'register'
		and f.whom in ('caller', 'trait') order by f.sort);
end $$;
comment on function core.personal() is 'Payload keys that identify the caller: stored apart and masked';
