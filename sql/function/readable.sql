-- Before core.payload_check existed, anything could be written into a ticket; only what every program can
-- read is shown.
create or replace function core.readable(p_object jsonb) returns jsonb
language plpgsql immutable as $$
begin
	if not jsonb_path_exists(p_object, '$.** ? (@.type() == "number")') and octet_length(p_object::text) <= 65536
		and not jsonb_path_exists(p_object, '$.**{6 to last}') then
		return p_object;
	end if;
	return (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(p_object) e
		where not exists (select from jsonb_path_query(e.value, '$.** ? (@.type() == "number")') n
				where abs(n::numeric) >= 1e15 or scale(n::numeric) > 6)
			and octet_length(core.payload_text(e.value)) <= 16384 and not jsonb_path_exists(e.value, '$.**{5 to last}'));
end $$;
comment on function core.readable(jsonb) is
	'An object without values that programs cannot read: huge numbers, deep nesting, very long texts';
