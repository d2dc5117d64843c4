create or replace function core.queue_page(p_who core.who, p_unit text, p_queue core.queue, p_after text,
	p_limit integer) returns uuid[]
language plpgsql stable as $$
declare
	by_receipt boolean := p_queue.ordering = 'received';
	first boolean := coalesce(p_after, '') = '';
	from_rank timestamptz := case when p_queue.ordering = 'newest' then timestamptz 'infinity'
		else timestamptz '-infinity' end;
	from_ticket uuid := case when not by_receipt then uuid '00000000-0000-0000-0000-000000000000' end;
begin
	if not first then
		from_ticket := split_part(p_after, '|', 2)::uuid;
		from_rank := case when by_receipt then (select received from core.ticket where ticket = from_ticket)
			else core.place_of(p_after) end;
	end if;
	if by_receipt or p_queue.ordering = 'newest' then
		return array(select r.ticket from core.queue_rows(p_who.name, p_unit, p_queue, from_rank, from_ticket, p_limit) r
			order by r.place desc, r.ticket desc limit p_limit);
	end if;
	return array(select r.ticket from core.queue_rows(p_who.name, p_unit, p_queue, from_rank, from_ticket, p_limit) r
		order by r.place, r.ticket limit p_limit);
end $$;
comment on function core.queue_page(core.who, text, core.queue, text, integer) is
	'The tickets of one page of a worklist, in order: from the beginning or from a place in it';
