create or replace function core.queue_for(p_who core.who, p_unit text, p_queue core.queue) returns boolean
language plpgsql stable as $$
begin
	return p_queue.duty = '{}' or exists (
		select from unnest(p_queue.duty) d,
			unnest(p_unit || (select above from core.unit where code = p_unit)) u
		where d || '@' || u = any (p_who.duties));
end $$;
comment on function core.queue_for(core.who, text, core.queue) is
	'Whether this operator has a worklist at this unit';
