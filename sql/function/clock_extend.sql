create or replace function core.clock_extend(p_ticket uuid, p_base text) returns void
language plpgsql as $$
begin
	update core.clock c set extended = r.extend from core.deadline_rule r
	where c.ticket = p_ticket and c.base = p_base and c.stopped is null
		and r.code = c.code and r.extend > 0 and c.extended = 0;
	if not found then
		perform core.refuse('', 'This deadline has been extended once already or cannot be.');
	end if;
	perform core.clock_recount(p_ticket, p_base);
end $$;
comment on function core.clock_extend(uuid, text) is 'Extends a running clock by what its rule allows, once';
