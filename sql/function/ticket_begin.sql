create or replace function core.ticket_begin(s core.step) returns core.ticket
language plpgsql stable as $$
declare
	kind_ text := coalesce(s.payload->>'kind', '');
	regno_ text := coalesce(s.payload->>'regno', '');
begin
	if kind_ not in ('complaint', 'report', 'enquiry') then
		perform core.refuse('kind', 'A ticket is a complaint, a report or an enquiry.');
	elsif regno_ !~ '^[0-9A-Z]{9}20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{8}$' then
		perform core.refuse('regno', 'A registration number has 25 digits.');
	end if;
	perform core.need_check(s.payload, '{call,received}');
	return core.ticket_new((s.t).ticket, kind_, regno_, core.uuid_of(s.payload, 'call'), (s.who).name,
		core.received_of(s.payload, s.at), s.at);
end $$;
comment on function core.ticket_begin(core.step) is
	'The ticket that a registration begins: kind, number, call and receipt, as its payload names them';
