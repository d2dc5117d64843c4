create or replace function core.fault_of(p_code text, p_field text, p_words text, variadic p_args text[] default '{}')
returns core.fault language sql immutable parallel safe as $$
	select row(p_code, p_field, p_words, p_args)::core.fault;
$$;
comment on function core.fault_of(text, text, text, text[]) is
	'A fault: its code, the field, an English sentence with %s placeholders, and their values';
