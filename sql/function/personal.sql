create or replace function core.personal() returns text[]
language sql stable parallel safe as $$
	select array(select f.key from core.field f where f.action = 'register' and f.whom = 'caller' order by f.sort);
$$;
comment on function core.personal() is 'Payload keys that identify the caller: stored apart and masked';
