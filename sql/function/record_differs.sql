-- Both are named; what is meant so all the same is said once more, and stands in the event.
create or replace function core.record_differs(p jsonb, p_key text, p_record text, p_here text) returns boolean
language plpgsql stable as $$
begin
	if core.flag_of(p, 'sure') then
		return true;
	end if;
	perform core.refuse(p_key, 'On record stands "%s", here "%s": put it right, or say that it differs from the record.',
		left(p_record, 100), left(p_here, 100));
	return false;
end $$;
comment on function core.record_differs(jsonb, text, text, text) is 'Refuses what contradicts the record of the ticket, unless it is said to be meant so';
