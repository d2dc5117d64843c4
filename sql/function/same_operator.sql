-- Order 121 article 12: one dispute, one trader.  Two known credit codes decide; otherwise the names do
-- (core.fold).
create or replace function core.same_operator(a core.ticket, b core.ticket) returns boolean
language sql immutable parallel safe as $$
	select case when a.uscc <> '' and b.uscc <> '' then a.uscc = b.uscc else x.a <> '' and x.a = x.b end
	from (select core.fold(a.respondent) as a, core.fold(b.respondent) as b) x;
$$;
comment on function core.same_operator(core.ticket, core.ticket) is 'Whether two tickets are about one respondent';
