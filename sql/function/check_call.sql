-- The desk parks an operation refused here, without a verdict, so only calls that none of our programs make
-- are refused here. core.payload_check examines the payload; its refusal is a verdict.
create or replace function core.check_call(p_op uuid, p_store uuid, p_seq bigint, p_ticket uuid, p_base text,
	p_action text, p_schema integer, p_payload jsonb) returns void
language plpgsql stable as $$
begin
	perform core.in_time();
	if p_op is null or p_store is null or p_seq is null or p_ticket is null or p_base is null
		or p_action is null or p_schema is null or p_payload is null
		or jsonb_typeof(p_payload) <> 'object' or length(p_base) > 48 or length(p_action) > 40 then
		raise exception 'A call lacks something or holds too much.' using errcode = 'GS003';
	end if;
	if pg_column_size(p_payload) > 131072 then
		raise exception 'The payload is larger than 128 KiB.' using errcode = 'GS003';
	end if;
	if p_schema < 1 or p_schema > core.schema_version() then
		raise exception 'Program and centre are of different versions.' using errcode = 'GS003';
	end if;
end $$;
comment on function core.check_call(uuid, uuid, bigint, uuid, text, text, integer, jsonb) is
	'Refuses a call that none of our programs makes: the desk parks such an operation, it gets no '
	'verdict';
