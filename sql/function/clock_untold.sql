-- The caller stops the clock again if other entries have told all parties; a clock without a decision yet
-- stays as it is.
create or replace function core.clock_untold(p_ticket uuid, p_base text, p_outcome jsonb) returns void
language plpgsql as $$
declare
	was timestamptz;
begin
	select c.stopped into was from core.clock c where c.ticket = p_ticket and c.base = p_base;
	update core.clock c set stopped = null where c.ticket = p_ticket and c.base = p_base;
	if not exists (select from core.to_tell(p_ticket, p_outcome) x where x.base = p_base) then
		update core.clock c set stopped = was where c.ticket = p_ticket and c.base = p_base;
	end if;
end $$;
comment on function core.clock_untold(uuid, text, jsonb) is 'Lets a clock that requires a notice run on';
