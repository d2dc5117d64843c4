create or replace function core.offered(x core.ticket) returns jsonb
language sql stable as $$
	select jsonb_build_object('regno', x.regno, 'received', x.received, 'respondent', x.respondent, 'state_name',
		(select s.name from core.state s where s.code = x.state));
$$;
comment on function core.offered(core.ticket) is 'A ticket as a form offers it to choose from';
