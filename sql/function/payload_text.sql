-- A number of five characters can be a text of 130,000 digits: a payload with such numbers is never written
-- out.
create or replace function core.payload_text(p_payload jsonb) returns text
language plpgsql immutable as $$
begin
	if jsonb_path_exists(p_payload, '$.** ? (@.type() == "number")')
		and exists (select from jsonb_path_query(p_payload, '$.** ? (@.type() == "number")') n
			where abs(n::numeric) >= 1e15 or scale(n::numeric) > 6) then
		return 'numbers ' || jsonb_hash_extended(p_payload, 0);
	end if;
	return p_payload::text;
end $$;
comment on function core.payload_text(jsonb) is
	'The text of a payload for the digest of its operation: bounded, whatever numbers it contains';
