create or replace function core.value_well(p_type text, p_text text) returns boolean
language sql immutable parallel safe as $$
	select p_text = '' or case p_type
		when 'date' then core.is_day(p_text)
		when 'stamp' then core.is_day(left(p_text, 10)) and substr(p_text, 11) ~ ('^[T ]([01][0-9]|2[0-3]):[0-5][0-9]'
			'(:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)$')
		when 'money' then p_text ~ '^[0-9]{1,12}(\.[0-9]{1,2})?$'
		else true end;
$$;
comment on function core.value_well(text, text) is
	'Whether a text is a date, a time with its zone, or an amount, as the type of its field requires';
