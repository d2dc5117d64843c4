create or replace function api.counters(p_unit text) returns table (queue text, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
	at_ text := core.at_unit(w, p_unit);
	list core.queue;
	duties text[];
	states text[];
	places text[];
begin
	duties := array(select split_part(d, '@', 1) from unnest(w.duties) d
		where split_part(d, '@', 2) = any (at_ || (select above from core.unit where code = at_)));
	for list in select * from core.queue x where x.duty = '{}' or x.duty && duties order by x.sort loop
		queue := list.code;
		if list.scope = 'mine' then
			select count(*) into n from (select from core.ticket t where t.registered_by = w.name
				and t.received > now() - interval '30 days' limit 1000) x;
		elsif list.scope = 'watch' then
			select count(distinct x.ticket) into n from (select s.ticket from core.supervision s
				where s.unit = at_ and s.ended is null limit 1000) x;
		elsif list.scope = 'disputed' then
			select count(*) into n from (select from core.clock c join core.ticket t using (ticket)
				where c.base = 'D07' and c.stopped is null and t.outcome#>>'{dispute,superior}' = at_
					and t.outcome->'dispute' ? 'result' limit 1000) x;
		elsif list.scope = 'incident' then
			select count(*) into n from (select from core.incident_notice x
				join core.incident i on i.ticket = x.ticket and i.ended is null
				join core.ticket t on t.ticket = x.ticket
				where x.unit = at_ and core.incident_here(at_, t.unit) limit 1000) y;
		elsif list.scope = 'publish' then
			select count(*) into n from (select from unnest(core.places('tree', at_)) p(unit) join core.ticket t on t.unit = p.unit
				where t.state in ('TS70', 'TS80') and t.facts->>'agreepub' in ('true', '1', 'yes')
					and core.awaits_publication(t) limit 1000) x;
		elsif list.scope = 'registrar' then
			select count(*) into n from (select from core.ticket t where t.registered_unit = at_
				and t.state in ('TS70', 'TS85', 'ZX40') and (t.state <> 'TS85' or not t.outcome ? 'callback')
				limit 1000) x;
		else
			states := list.states;
			if states = '{}' then
				states := array(select code from core.state where open);
			end if;
			places := core.places(list.scope, at_);
			select count(*) into n from (select from unnest(places) p(unit), lateral (
				with recursive s(state) as (
					(select t.state from core.ticket t where t.unit = p.unit order by t.state limit 1)
					union all
					select (select t.state from core.ticket t where t.unit = p.unit and t.state > s.state
						order by t.state limit 1) from s where s.state is not null)
				select s.state from s where s.state = any (states)) q, lateral (select from core.ticket t
					where t.unit = p.unit and t.state = q.state limit 1000) b limit 1000) x;
		end if;
		return next;
	end loop;
end $$;
comment on function api.counters(text) is 'How many tickets each worklist of a unit holds; 1000 means that many or more';
