-- Repeated counting could reveal a reporter by number: each question is recorded.
create or replace function api.respondent(p_uscc text, p_name text,
	out n30 integer, out goods30 integer, out callers30 integer, out last text, out callers_now integer,
	out days integer, out grouped boolean)
language plpgsql security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	code text := upper(btrim(left(coalesce(p_uscc, ''), 18)));
	who text := btrim(left(coalesce(p_name, ''), 200));
	ids uuid[] := '{}'::uuid[];
	w core.who := core.me();
	digest_ text;
begin
	if code <> '' or who <> '' then
		digest_ := core.number_digest(coalesce(nullif(code, ''), core.fold(who)));
		perform core.meter_take(w, digest_, 1);
		ids := array(select t.ticket from core.ticket t
			where t.ticket = any (core.respondent_tickets(code, who)) and core.may_count(w, t));
	end if;
	select count(*), (select count(distinct c.phone) from (select x.ticket, x.phone from core.caller x
			union all select p.ticket, p.phone from core.party p where p.role = 'joint' and p.ended is null) c
			where c.ticket = any (ids) and c.phone <> ''),
		to_char(max(t.received) at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
	into n30, callers30, last
	from core.ticket t where t.ticket = any (ids);
	days := core.setting('group_days')::integer;
	select count(distinct c.phone) into callers_now
	from (select x.ticket, x.phone from core.caller x
		union all select p.ticket, p.phone from core.party p where p.role = 'joint' and p.ended is null) c
	join core.ticket t on t.ticket = c.ticket and t.received > now() - days * interval '1 day'
	where c.ticket = any (ids) and c.phone <> '';
	grouped := callers_now >= core.setting('group_complainants')::integer;
	select coalesce(max(x.n), 0) into goods30 from (select count(*) as n from core.ticket t
		where t.ticket = any (ids) and t.facts->>'objtype' <> '' group by t.facts->>'objtype') x;
	if digest_ <> '' then
		insert into audit.lookup (operator, digest, found) values (w.name, digest_, n30);
	end if;
end $$;
comment on function api.respondent(text, text) is
	'How often a trader was complained of in 30 days (and reported, for operators who may know of '
	'it): tickets, most of one kind of goods, different callers; the number of callers in the days of '
	'setting group_days, and whether that is a group matter';
