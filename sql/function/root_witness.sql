-- The desk compares by itself; the centre records a root that a desk holds and the centre does not have.
create or replace function core.root_witness(p_store uuid, p_held jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	h jsonb;
	n_ bigint;
	is_ text;
	known jsonb := jsonb_build_array();
begin
	for h in select x from jsonb_array_elements(case jsonb_typeof(p_held) when 'array' then p_held else '[]'::jsonb end)
		as e(x) where jsonb_typeof(x) = 'object' limit 16
	loop
		continue when coalesce(h->>'n', '') !~ '^[0-9]{1,15}$' or coalesce(h->>'hash', '') !~ '^[0-9a-f]{64}$';
		n_ := (h->>'n')::bigint;
		select encode(r.hash, 'hex') into is_ from core.root r where r.n = n_;
		known := known || jsonb_build_object('n', n_, 'hash', is_);
		-- Roots that an operator invents must not bury those that other desks hold.
		if is_ is distinct from h->>'hash' and (select count(*) from audit.alarm a where a.operator = session_user
				and a.what = 'a desk holds another root' and a.at > now() - interval '1 day') < 100 and not exists (select from audit.alarm a
				where a.what = 'a desk holds another root' and a.detail->>'store' = p_store::text
					and a.detail->>'n' = n_::text and a.detail->>'held' = h->>'hash') then
			perform core.alarm(session_user, 'a desk holds another root',
				jsonb_build_object('store', p_store, 'n', n_, 'held', h->>'hash', 'here', is_));
		end if;
	end loop;
	return (select jsonb_build_object('n', r.n, 'hash', encode(r.hash, 'hex'), 'at', r.at, 'known', known)
		from core.root r order by r.n desc limit 1);
end $$;
comment on function core.root_witness(uuid, jsonb) is
	'The newest root for a desk to keep, and the centre''s hashes under the numbers the desk holds; a '
	'difference raises an alarm';
