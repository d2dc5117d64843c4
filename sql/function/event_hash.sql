create or replace function core.event_hash(p_prev bytea, p_ticket uuid, p_n integer, p_version integer,
	p_op uuid, p_operator text, p_action text, p_from text, p_to text, p_from_unit text, p_to_unit text,
	p_at timestamptz, p_payload jsonb, p_sha bytea) returns bytea
language sql stable parallel safe as $$
	select sha256(p_prev || p_sha || convert_to(p_ticket::text || '|' || p_n::text || '|' || p_version::text
		|| '|' || p_op::text || '|' || p_operator || '|' || p_action || '|' || p_from || '|' || p_to || '|'
		|| p_from_unit || '|' || p_to_unit || '|' || extract(epoch from p_at)::text || '|'
		|| p_payload::text, 'UTF8'));
$$;
comment on function core.event_hash(bytea, uuid, integer, integer, uuid, text, text, text, text, text, text, timestamptz, jsonb, bytea) is
	'The hash of an event in the chain of a ticket: covers the previous hash and every column of the '
	'event';
