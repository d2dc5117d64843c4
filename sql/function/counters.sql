create or replace function api.counters(p_unit text) returns table (queue text, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
	at_ text := core.at_unit(w, p_unit);
begin
	return query select x.code, core.queue_count(w, at_, x) from core.queue x
	where core.queue_for(w, at_, x) order by x.sort;
end $$;
comment on function api.counters(text) is 'How many tickets each worklist of a unit holds; 1000 means that many or more';
