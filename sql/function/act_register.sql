create or replace function core.act_register(s core.step) returns core.step
language plpgsql as $$
declare
	mine constant text[] := core.personal();
	major constant boolean := core.flag_of(s.payload, 'major');
	t core.ticket := s.t;
	p jsonb := case when major then s.payload else s.payload - 'major' end; -- false is stored as absent
	identity jsonb;
begin
	perform core.number_check((s.who).name, t);
	perform core.refuse_fault(core.registration_fault(p, t.kind, core.day(t.received), not major));
	identity := jsonb_strip_nulls(p - array(select x from jsonb_object_keys(p) x where x <> all (mine)));
	t := core.ticket_facts(t, p - '{kind,regno,call,received}'::text[] - mine, identity);
	t.flags := core.link_call(t.ticket, t.call, (s.who).name);
	s.t := t;
	s.log := jsonb_build_object('kind', t.kind, 'regno', t.regno, 'suggest', p->>'suggest');
	if major then
		s := core.register_incident(s);
	end if;
	s.sha := sha256(convert_to((s.t).facts::text || identity::text, 'UTF8'));
	perform core.caller_put(t, identity);
	return s;
end $$;
comment on function core.act_register(core.step) is
	'Registers a ticket: the caller''s identity is stored apart from the facts';
