create or replace function core.party_log(p_payload jsonb, p_number integer) returns jsonb
language sql stable as $$
	select p_payload - core.party_keys() || jsonb_build_object('person', p_number::text)
		|| case when coalesce(p_payload->>'pname', '') = '' then '{}'
			else jsonb_build_object('pname', core.mask('pname', p_payload->>'pname')) end;
$$;
comment on function core.party_log(jsonb, integer) is
	'What an event records of a step that names a person: the person''s number and masked name';
