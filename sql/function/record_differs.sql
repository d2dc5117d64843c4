-- The refusal names both values; an operator who means the difference confirms it with sure, which stands in
-- the event.
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
comment on function core.record_differs(jsonb, text, text, text) is
	'Refuses a value that contradicts the record of the ticket, unless the operator confirms the '
	'difference';
