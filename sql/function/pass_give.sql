-- The pass lets one operator open one store offline until a day.  The desk does not verify the signature: it
-- takes the pass over the TLS channel that has authenticated the server, and keeps it sealed, where nobody
-- without the password can replace it.  The centre verifies it when the desk presents the pass at the next
-- greeting; a secret key is enough for that, and PostgreSQL has no public-key signatures.
create or replace function core.pass_give(p_who core.who, p_store uuid) returns jsonb
language plpgsql stable as $$
declare
	days integer := least(core.setting('offline_days')::integer, 7);
	pass jsonb;
	duties_ text[];
begin
	if p_store is null or coalesce(days, 0) < 1 then
		return null;
	end if;
	-- A substitute's duty is included only if it lasts as long as the pass.
	duties_ := array(select d from unnest(p_who.duties) d
		where not exists (select from unnest(p_who.stands) x where split_part(x, '=', 1) = d)
			or exists (select from unnest(p_who.stands) x join core.absence a on a.operator = split_part(x, '=', 2)
				join core.duty h on h.operator = a.operator and h.duty || '@' || h.unit = d
				where split_part(x, '=', 1) = d and a.substitute = p_who.name and a.ended is null
					and (a.duties = '{}' or h.duty = any (a.duties)) and h.unit = coalesce(a.unit, h.unit)
					and core.day(now()) between a.valid_from and a.valid_to
					and least(a.valid_to, h.valid_to) >= core.day(now()) + days));
	select jsonb_build_object('installation', core.setting('installation'), 'operator', o.name, 'store', p_store,
		'unit', o.unit, 'duties', to_jsonb(duties_), 'issued', date_trunc('second', now()),
		'until', least(date_trunc('second', now()) + make_interval(days => days), (o.valid_to + 1)::timestamptz))
	into pass from core.operator o where o.name = p_who.name;
	return pass || jsonb_build_object('mac', core.sign(pass::text));
end $$;
comment on function core.pass_give(core.who, uuid) is
	'The offline pass of this operator for this store: duties, from, until, signed';
