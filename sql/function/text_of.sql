create or replace function core.text_of(p_payload jsonb, p_key text, p_max integer) returns text
language plpgsql immutable as $$
declare
	v text := p_payload->>p_key;
begin
	if length(v) > p_max then
		perform core.refuse(p_key, 'This is longer than %s characters.', p_max::text);
	end if;
	return case when not core.blank(v) then btrim(v, E' \t\r\n　') end;
end $$;
comment on function core.text_of(jsonb, text, integer) is 'A text of the payload, null where there is none; refuses one that is too long';
