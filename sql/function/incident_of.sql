create or replace function core.incident_of(s core.step) returns core.incident
language plpgsql as $$
declare
	i core.incident;
begin
	select * into i from core.incident x where x.ticket = (s.t).ticket for update;
	if not found then
		perform core.refuse('', 'No major incident was reported on this ticket.');
	end if;
	return i;
end $$;
comment on function core.incident_of(core.step) is
	'The major incident of a ticket, locked; refuses where there is none';
