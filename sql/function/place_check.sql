create or replace function core.place_check(p_after text) returns void
language plpgsql stable as $$
begin
	if p_after !~ '^-?[0-9]{1,12}(\.[0-9]{1,6})?\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
		perform core.refuse('after', 'This is not a place in a list.');
	end if;
end $$;
comment on function core.place_check(text) is 'Refuses a text that is not a place in a list (column next)';
