create or replace function core.ticket_same(t core.ticket, p_who core.who) returns jsonb
language plpgsql stable as $$
begin
	if not core.joinable(t.state) then
		return jsonb '{}';
	end if;
	return jsonb_build_object('mergeable', (select coalesce(jsonb_agg(core.offered(x) order by x.received desc, x.ticket), '[]')
			from (select * from core.mergeable(p_who, t) limit 30) x),
		'earlier_reports', (select coalesce(jsonb_agg(core.offered(x) order by x.received desc, x.ticket), '[]')
			from (select * from core.earlier_about(p_who, t) limit 30) x));
end $$;
comment on function core.ticket_same(core.ticket, core.who) is 'The tickets about the same respondent that a step on this one may name';
