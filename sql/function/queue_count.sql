create or replace function core.queue_count(p_who core.who, p_unit text, p_queue core.queue) returns bigint
language plpgsql stable as $$
declare
	from_rank timestamptz := case when p_queue.ordering = 'newest' then timestamptz 'infinity'
		else timestamptz '-infinity' end;
	from_ticket uuid := case when p_queue.ordering <> 'received' then uuid '00000000-0000-0000-0000-000000000000' end;
begin
	return (select count(*) from (
		select from core.queue_rows(p_who.name, p_unit, p_queue, from_rank, from_ticket, 1000) limit 1000) x);
end $$;
comment on function core.queue_count(core.who, text, core.queue) is 'How many tickets a worklist holds; 1000 means that many or more';
