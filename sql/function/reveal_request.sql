create or replace function api.reveal_request(p_ticket uuid, p_field text, p_reason text) returns uuid
language plpgsql security definer set search_path = pg_catalog, core, pg_temp set lock_timeout = '3s' as $$
declare
	w core.who := core.me();
	t core.ticket := core.find_ticket(w, p_ticket);
	id uuid := gen_random_uuid();
begin
	if not core.may_know(w, t) then
		raise exception 'There is no such ticket, or it is not yours.' using errcode = 'GS002';
	end if;
	if not coalesce(p_field = any (core.personal()) or p_field ~ '^party\.[0-9]{1,4}\.[a-z]{1,20}$'
		and split_part(p_field, '.', 3) = any (core.party_keys()) or exists (select from core.document d
		where d.ticket = t.ticket and 'document:' || d.n = p_field), false) then
		perform core.refuse('field', 'This is not a value that is hidden.');
	end if;
	if length(btrim(coalesce(p_reason, ''))) not between 2 and 200 then
		perform core.refuse('reason', 'Say why in 2 to 200 characters.');
	end if;
	perform core.meter_lock(w.name);
	if (select count(*) from core.reveal r where r.operator = w.name and r.at > now() - interval '1 hour')
		>= core.setting('reveal_hourly')::integer then
		perform core.refuse('', 'Too many values were asked for in this hour.');
	end if;
	insert into core.reveal (token, ticket, version, field, reason, operator, at, xid, lsn)
	values (id, p_ticket, t.version, p_field, btrim(p_reason), w.name, clock_timestamp(), pg_current_xact_id(),
		pg_current_wal_insert_lsn());
	return id;
end $$;
comment on function api.reveal_request(uuid, text, text) is
	'First step to an unmasked value: the committed request is the record of access';
