create or replace function core.party_keys() returns text[]
language sql stable parallel safe as $$
	select array(select distinct f.key from core.field f where f.whom in ('joint', 'agent') order by 1);
$$;
comment on function core.party_keys() is
	'Payload keys about joint complainants and agents: stored apart and masked';
