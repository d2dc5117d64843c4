create or replace function core.publication_stop(s core.step, p_reason text) returns boolean
language plpgsql as $$
begin
	insert into core.publication_end (ticket, n, op, at, operator, reason)
	select p.ticket, p.n, s.op, s.at, (s.who).name, btrim(coalesce(p_reason, ''))
	from core.publication p
	where p.ticket = (s.t).ticket
		and not exists (select from core.publication_end e where e.ticket = p.ticket and e.n = p.n);
	return found;
end $$;
comment on function core.publication_stop(core.step, text) is
	'Withdraws the publications of a ticket; false where there are none';
