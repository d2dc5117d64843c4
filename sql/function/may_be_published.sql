-- Tests what needs no question; the form asks the rest.
create or replace function core.may_be_published(t core.ticket) returns boolean
language sql stable as $$
	select core.setting('publish') = '1'
		and core.day(t.rank) + core.setting('publish_years')::integer * interval '1 year' >= core.day(now())
		and not exists (select from core.publication p where p.ticket = t.ticket)
		and (select x.name is null from core.publish_excluded(t, '{}') x);
$$;
comment on function core.may_be_published(core.ticket) is
	'Whether a closed complaint whose complainant agreed may be published now or later, and was not '
	'published before';
