create or replace function core.phone_check(p jsonb) returns void
language plpgsql stable as $$
begin
	if (core.phones_of(p))[1] = '' then
		perform core.refuse('mobile', 'A complaint needs a telephone number.');
	end if;
end $$;
comment on function core.phone_check(jsonb) is 'Refuses a complaint without a number to call back';
