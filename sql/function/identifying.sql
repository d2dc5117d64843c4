create or replace function core.identifying() returns text[]
language sql stable parallel safe as $$
	select array(select f.key from core.field f
		where f.action = 'register' and f.whom = 'caller' order by f.sort);
$$;
comment on function core.identifying() is
	'Payload keys of the caller that tell who the caller is: names, numbers, addresses';
