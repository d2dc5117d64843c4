create or replace function core.date_of(p_payload jsonb, p_key text) returns date
language plpgsql immutable as $$
declare
	v text := p_payload->>p_key;
begin
	if coalesce(v, '') = '' then
		return null;
	end if;
	if v !~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
		or substr(v, 9, 2)::integer > extract(day from (make_date(left(v, 4)::integer,
			substr(v, 6, 2)::integer, 1) + interval '1 month' - interval '1 day')) then
		perform core.refuse(p_key, 'This is not a date.');
	end if;
	return make_date(left(v, 4)::integer, substr(v, 6, 2)::integer, substr(v, 9, 2)::integer);
end $$;
comment on function core.date_of(jsonb, text) is 'A date of the payload, null where there is none';
