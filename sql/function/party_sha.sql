create or replace function core.party_sha(p_ticket uuid) returns bytea
language sql stable as $$
	select sha256(convert_to(coalesce(jsonb_agg(jsonb_build_array(p.n, p.role, p.name, p.phone, p.phone2, p.scope,
		p.until, extract(epoch from p.since), extract(epoch from p.ended), p.origin, p.detail)
		|| case when p.acts_for is null then '[]'::jsonb else jsonb_build_array(p.acts_for) end order by p.n)::text,
		''), 'UTF8'))
	from core.party p where p.ticket = p_ticket;
$$;
comment on function core.party_sha(uuid) is
	'Digest of the persons of a ticket beside its caller, as its events carry it';
