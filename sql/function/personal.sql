create or replace function core.personal() returns text[]
language sql immutable parallel safe as $$
	select '{pname,sex,ageband,certype,cerno,mobile,landtel,inccall,paddr,email,peride,handisign,nation,nationality,agent,joint}'::text[];
$$;
comment on function core.personal() is 'Payload keys that say who the caller is: kept apart and masked';
