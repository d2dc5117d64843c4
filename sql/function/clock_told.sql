-- The clock stops when the last party was told, not when that was entered.
create or replace function core.clock_told(p_ticket uuid, p_base text, p_at timestamptz, p_outcome jsonb default null) returns void
language plpgsql as $$
declare
	last timestamptz;
begin
	select max(x.told) into last from core.to_tell(p_ticket, p_outcome) x where x.base = p_base
	having bool_and(x.told is not null);
	if last is not null then
		perform core.clock_stop(p_ticket, p_base, least(last, p_at));
	end if;
end $$;
comment on function core.clock_told(uuid, text, timestamptz, jsonb) is
	'Stops a running clock that requires a notice, once each party has been told';
