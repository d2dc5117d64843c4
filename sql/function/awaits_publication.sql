create or replace function core.awaits_publication(t core.ticket) returns boolean
language sql stable as $$
	select core.day(t.rank) + core.setting('publish_wait_days')::integer <= core.day(now()) and core.may_be_published(t);
$$;
comment on function core.awaits_publication(core.ticket) is
	'Whether a closed complaint whose complainant agreed may be published now and was not published '
	'before';
