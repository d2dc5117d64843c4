create or replace function core.party_acts() returns text[]
language sql immutable parallel safe as $$
	select '{join,leave,empower,revoke,merged_in,merged_out}'::text[];
$$;
comment on function core.party_acts() is
	'Actions that change the persons of a ticket: their events carry the digest of all of them';
