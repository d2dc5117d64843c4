create or replace function api.reveal_redeem(p_token uuid, out field text, out value text)
language plpgsql security definer set search_path = pg_catalog, core, pg_temp set lock_timeout = '3s' as $$
#variable_conflict use_column
declare
	w core.who := core.me();
	r core.reveal;
	t core.ticket;
begin
	select * into r from core.reveal x where x.token = p_token and x.operator = w.name;
	if not found then
		perform core.refuse('', 'There is no such request.');
	end if;
	if r.xid = pg_current_xact_id()
		or coalesce(pg_xact_status(r.xid) <> 'committed', r.xid >= pg_snapshot_xmin(pg_current_snapshot())) then
		perform core.refuse('', 'The request must be recorded before its value is shown.');
	end if;
	perform core.await_disk(r.lsn);
	if r.at < clock_timestamp() - make_interval(mins => core.setting('reveal_minutes')::integer) then
		perform core.refuse('', 'This request has expired.');
	end if;
	select * into t from core.ticket x where x.ticket = r.ticket and core.may_see(x.unit, x.held, w.units);
	if not found or not core.may_know(w, t) then
		perform core.refuse('', 'There is no such request.');
	end if;
	if t.version <> r.version then
		perform core.refuse('', 'The ticket has changed since; ask again.');
	end if;
	insert into audit.redeemed (token, operator) values (p_token, w.name) on conflict (token) do nothing;
	if not found then
		perform core.refuse('', 'This request has been used.');
	end if;
	field := r.field;
	if r.field like 'party.%' then
		select coalesce(p.detail->>split_part(r.field, '.', 3), '') into value from core.party p
		where p.ticket = r.ticket and p.n = split_part(r.field, '.', 2)::integer;
		value := coalesce(value, '');
		return;
	end if;
	if r.field like 'document:%' then
		select d.body into value from core.document d where d.ticket = r.ticket and 'document:' || d.n = r.field;
		return;
	end if;
	select coalesce(c.detail->>r.field, '') into value from (
		select detail from core.caller where ticket = r.ticket and t.kind <> 'report'
		union all
		select detail from core.reporter where ticket = r.ticket and t.kind = 'report') c;
end $$;
comment on function api.reveal_redeem(uuid) is
	'Second step: gives the value once, if an earlier transaction committed the request';
