create or replace function core.incident_accept(s core.step, i core.incident) returns void
language plpgsql as $$
declare
	top text := core.incident_top((s.t).ticket, (s.t).unit);
begin
	if i.final is null then
		perform core.refuse('accept', 'No final report on this incident waits to be accepted.');
	elsif s.by_unit <> top then
		perform core.refuse('accept', 'The final report is accepted by the topmost unit it was reported to: %s.',
			(select u.short_name from core.unit u where u.code = top));
	elsif exists (select from core.incident_report r where r.ticket = (s.t).ticket and r.n = i.final
		and r.operator = (s.who).name) then
		perform core.refuse('accept', 'Whoever made the final report does not accept it.');
	elsif not core.flag_of(s.payload, 'accept') and core.text_of(s.payload, 'detail', 1000) is null then
		perform core.refuse('detail', 'Say what the final report lacks.');
	end if;
	update core.incident x set final = null, ended = case when core.flag_of(s.payload, 'accept') then s.at end
	where x.ticket = (s.t).ticket;
end $$;
comment on function core.incident_accept(core.step, core.incident) is
	'The topmost unit accepts the final report, which ends the incident, or sends it back';
