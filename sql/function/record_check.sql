-- p_words lists the keys of the form that repeat the record: "key" or "key:name on record".
create or replace function core.record_check(p jsonb, p_words text, p_record jsonb) returns boolean
language plpgsql stable as $$
declare
	w text;
	key text;
	kept text;
	here text;
	differs boolean := false;
begin
	foreach w in array string_to_array(coalesce(p_words, ''), ' ') loop
		key := split_part(w, ':', 1);
		kept := core.record_value(key, p_record->>coalesce(nullif(split_part(w, ':', 2), ''), key));
		here := core.record_value(key, p->>key);
		if kept <> '' and here <> '' and core.fold(kept) <> core.fold(here) then
			differs := core.record_differs(p, key, kept, here);
		end if;
	end loop;
	return differs;
end $$;
comment on function core.record_check(jsonb, text, jsonb) is
	'Whether given values contradict the record; refuses them unless the operator confirms the '
	'difference';
