create or replace function core.act_accept(s core.step) returns core.step
language plpgsql as $$
declare
	address text := core.text_of(s.payload, 'invaddr', 200);
begin
	perform core.code_check(s.payload, '{mode,accept_mode}', core.day((s.t).received));
	perform core.text_of(s.payload, 'detail', 500);
	perform core.text_of(s.payload, 'handler', 60);
	perform core.text_of(s.payload, 'handler_phone', 30);
	if coalesce(s.payload->>'notify', '') <> '' then
		s := core.told_by_step(s, 'accept', 'complainant');
	elsif coalesce(s.payload->>'notified', '') <> '' then
		perform core.refuse('notify', 'This must be filled in.');
	end if;
	perform core.whole_check(s);
	-- The caller often knows only the name of the shop; a complaint is accepted only with the
	-- respondent's address.
	if coalesce(address, btrim((s.t).facts->>'invaddr'), '') = '' then
		perform core.refuse('invaddr', 'The address of the respondent is not known yet: give it here once it is found, or ask the complainant, or return the ticket.', '令121§10');
	elsif address is not null and address is distinct from (s.t).facts->>'invaddr' then
		s := core.respondent_found(s, address);
	else
		s.log := s.log - 'invaddr';
	end if;
	s.log := '{"detail": "经审查，符合受理条件，决定受理。"}'::jsonb || s.log;
	s.t.outcome := core.under_way_over((s.t).outcome) || jsonb_build_object('acctime', s.at, 'mode', s.payload->'mode');
	insert into core.precedent (division, at, ticket, unit, objtype)
	values (coalesce((s.t).facts->>'invdiv', ''), s.at, (s.t).ticket, (s.t).unit,
		coalesce((s.t).facts->>'objtype', ''))
	on conflict (ticket) do nothing;
	return s;
end $$;
comment on function core.act_accept(core.step) is 'Accepts a complaint: mediation starts; the decision clock stops once the complainant has been told, by this step or later';
