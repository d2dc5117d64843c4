create or replace function core.me() returns core.who
language sql stable as $$
	select core.who_is(session_user);
$$;
comment on function core.me() is 'The operator of this session, by the role that logged in';
