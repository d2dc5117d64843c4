-- Exact to the microsecond even for centuries ahead, which a single product with an interval is not.
create or replace function core.place_of(p_after text) returns timestamptz
language sql stable as $$
	select to_timestamp(0) + trunc(v)::bigint * interval '1 second' + ((v - trunc(v)) * 1000000)::integer * interval '1 microsecond'
	from (select split_part(p_after, '|', 1)::numeric as v) x;
$$;
comment on function core.place_of(text) is
	'The rank in a place of a list, as column next gives it (core.list_rows)';
