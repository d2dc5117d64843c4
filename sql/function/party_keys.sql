create or replace function core.party_keys() returns text[]
language sql immutable parallel safe as $$
	select '{pname,certype,cerno,mobile,landtel,paddr,matter}'::text[];
$$;
comment on function core.party_keys() is 'Payload keys that say who else complains or acts: kept apart and masked';
