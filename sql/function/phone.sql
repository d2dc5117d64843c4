create or replace function core.phone(p_text text) returns text
language sql immutable parallel safe as $$
	select regexp_replace(regexp_replace(coalesce(p_text, ''), '[^0-9]', '', 'g'),
		'^(0086|86|0)(1[3-9][0-9]{9})$', '\2');
$$;
comment on function core.phone(text) is 'A telephone number as it is compared: digits, a mobile without its prefix';
