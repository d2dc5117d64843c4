-- Never tells whether a reporter gave a name: personal keys of a report are always refused.
create or replace function core.supply_check(s core.step, p jsonb, p_known jsonb) returns void
language plpgsql stable as $$
declare
	k text;
begin
	if core.lacks_of(s.t) = '{}' then
		perform core.refuse('', 'The registration lacks nothing: what is being handled is not changed any more.');
	end if;
	for k in select jsonb_object_keys(p) loop
		if (s.t).kind = 'report' and k = any (core.personal())
			or coalesce(btrim(p_known->>k), '') not in ('', '[]') and p_known->k <> p->k then
			perform core.refuse(k, 'This is known already: only what is lacking is supplied now.');
		end if;
	end loop;
end $$;
comment on function core.supply_check(core.step, jsonb, jsonb) is
	'Allows adding facts missing from a hasty registration; refuses to change existing ones';
