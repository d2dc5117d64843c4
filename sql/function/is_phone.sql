create or replace function core.is_phone(p_text text) returns boolean
language sql immutable parallel safe as $$
	select length(p_text) <= 40
		and lower(normalize(p_text, NFKC)) ~ '^[-+0-9\s.:()#*_·。\u200b-\u2014\u2212转轉分机機extx]+$'
		and core.phone_number(split_part(core.phone(p_text), '-', 1)) is not null;
$$;
comment on function core.is_phone(text) is 'Whether a text is a telephone number, however it is written';
