create or replace function core.act_accept(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.code_check(s.payload, '{mode,accept_mode,notify,reply_method}', core.day((s.t).received));
	perform core.text_of(s.payload, 'detail', 500);
	perform core.text_of(s.payload, 'handler', 60);
	perform core.text_of(s.payload, 'handler_phone', 30);
	perform core.stamp_of(s.payload, 'notified');
	s.log := '{"detail": "经审查,符合受理条件,决定受理。"}'::jsonb || s.log;
	s.t.outcome := core.under_way_over((s.t).outcome) || jsonb_build_object('acctime', s.at, 'mode', s.payload->'mode');
	insert into core.precedent (division, at, ticket, unit, objtype)
	values (coalesce((s.t).facts->>'invdiv', ''), s.at, (s.t).ticket, (s.t).unit,
		coalesce((s.t).facts->>'objtype', ''))
	on conflict (ticket) do nothing;
	return s;
end $$;
comment on function core.act_accept(core.step) is 'Accepts a complaint: the decision clock stops, mediation starts';
