-- Only what core.field lists, in that type and length, enters a ticket: every program that opens the ticket
-- must be able to read it.
create or replace function core.payload_check(p_action text, p_payload jsonb) returns void
language plpgsql stable as $$
declare
	bad record;
begin
	select e.key, e.value, f.key is not null as known, f.longest, f.several, f.type into bad
	from jsonb_each(p_payload) e left join core.field f on f.action = p_action and f.key = e.key
	where case
		when f.key is null then e.key <> '_marks' or not core.marks_well(p_action, e.value)
		else case jsonb_typeof(e.value)
			when 'string' then length(e.value #>> '{}') > f.longest
				or e.value #>> '{}' ~ case f.type when 'long' then '[\u0001-\u0008\u000b-\u001f\u007f-\u009f]'
					else '[\u0001-\u001f\u007f-\u009f]' end
				or f.type = 'flag' and e.value #>> '{}' not in ('', 'true', 'false', '1', '0', 'yes', 'no')
				or f.type in ('date', 'stamp', 'money') and not core.value_well(f.type, e.value #>> '{}')
			when 'boolean' then f.type <> 'flag'
			when 'array' then not (f.several and core.list_well(e.value, f.longest))
			else jsonb_typeof(e.value) <> 'null' end end
	order by f.sort nulls first, e.key limit 1;
	if found then
		perform core.payload_refused(bad.key, bad.value, bad.known, bad.longest, bad.several, bad.type);
	end if;
end $$;
comment on function core.payload_check(text, jsonb) is
	'Refuses a payload with a key or value that no field of its action allows';
