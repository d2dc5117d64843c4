create or replace function core.me() returns core.who
language plpgsql as $$
begin
	perform core.in_time();
	return core.who_is(session_user);
end $$;
comment on function core.me() is 'The operator of this session, by the role that logged in';
