create or replace function api.counters(p_unit text) returns table (queue text, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
	at_ text := core.at_unit(w, p_unit);
	q core.queue;
	states text[];
	places text[];
begin
	for q in select * from core.queue order by sort loop
		continue when not core.queue_for(w, at_, q);
		queue := q.code;
		if q.scope = 'mine' then
			select count(*) into n from (select from core.ticket t where t.registered_by = w.name
				and t.received > now() - interval '30 days' limit 1000) x;
		elsif q.scope = 'watch' then
			select count(distinct x.ticket) into n from (select s.ticket from core.supervision s
				where s.unit = at_ and s.ended is null limit 1000) x;
		elsif q.scope = 'registrar' then
			select count(*) into n from (select from core.ticket t where t.registered_unit = at_
				and t.state in ('TS70', 'ZX40') limit 1000) x;
		else
			states := q.states;
			if states = '{}' then
				states := array(select code from core.state where open);
			end if;
			places := core.places(q.scope, at_);
			select count(*) into n from (select from core.ticket t where t.unit = any (places)
				and t.state = any (states) limit 1000) x;
		end if;
		return next;
	end loop;
end $$;
comment on function api.counters(text) is 'How many tickets each worklist of a unit holds; 1000 means that many or more';
