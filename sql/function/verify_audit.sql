create or replace function core.verify_audit() returns table (ticket uuid, n integer, what text, detail text)
language sql stable set search_path = pg_catalog, core, audit, pg_temp as $$
	select r.ticket, null::integer, 'A value was handed out without a request.', d.token::text
	from audit.redeemed d left join core.reveal r on r.token = d.token
	where r.token is null or r.operator <> d.operator or d.at < r.at;
$$;
comment on function core.verify_audit() is 'Records of revealed values that contradict each other';
