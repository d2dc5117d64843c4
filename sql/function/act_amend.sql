create or replace function core.act_amend(s core.step) returns core.step
language plpgsql as $$
declare
	p jsonb := s.payload - '{note,_marks}'::text[];
	identity jsonb;
	facts jsonb;
	known jsonb;
	whole jsonb;
	lacked text[];
	k text;
	mine constant text[] := core.personal();
begin
	if p ?| '{kind,regno,call,received,received_on,received_why,suggest}'::text[] then
		perform core.refuse('', 'Kind, number, call and time of receipt cannot be changed.');
	end if;
	if p ? 'demand' and (s.t).facts ? 'demand' and p->'demand' <> (s.t).facts->'demand' then
		perform core.joint_consent(s, 'waive');
	end if;
	if p = '{}' then
		perform core.refuse('', 'Nothing was changed.');
	end if;
	if (s.t).kind = 'report' then
		select detail into identity from core.reporter where ticket = (s.t).ticket for update;
	else
		select detail into identity from core.caller where ticket = (s.t).ticket for update;
	end if;
	known := (s.t).facts || coalesce(identity, '{}');
	if not exists (select from core.transition x where x.kind = (s.t).kind and x.action = 'assign' and x.from_state = (s.t).state) then
		perform core.supply_check(s, p, known);
	elsif (s.t).unit <> (s.t).registered_unit then
		perform core.refuse('', 'Only the unit that registered a ticket amends it.');
	end if;
	foreach k in array mine loop
		if p->>k ~ '\*\*' then
			perform core.refuse(k, 'This is a mask, not a value.');
		end if;
	end loop;
	facts := (s.t).facts || (p - mine);
	facts := jsonb_set(facts, '{_marks}', coalesce((s.t).facts->'_marks', '{}')
		- array(select jsonb_object_keys(p)) || coalesce(s.payload->'_marks', '{}'));
	identity := identity || (p - array(select x from jsonb_object_keys(p) x where x <> all (mine)));
	-- An operator who turns a report into an anonymous one removes the reporter's identity.
	if (s.t).kind = 'report' and core.flag_of(p, 'anon') and not p ?| mine then
		identity := '{}';
	end if;
	whole := facts || identity;
	-- A major incident may still lack the facts it was registered without.
	lacked := core.lacking(known, (s.t).kind);
	perform core.need_check(whole, array(select n from unnest(core.registration_need((s.t).kind)) n
		where rtrim(n, '?') <> all (lacked)));
	perform core.refuse_fault(core.registration_fault(whole, (s.t).kind, core.day((s.t).received),
		'mobile' <> all (lacked)));
	s.t := core.ticket_facts(s.t, facts, identity);
	perform core.caller_put(s.t, identity);
	select coalesce(jsonb_object_agg(e.key, case when (s.t).kind = 'report' and e.key = any (mine)
		then to_jsonb('****'::text) when e.key = any (mine)
		then to_jsonb(core.mask(e.key, e.value #>> '{}')) else e.value end), '{}')
	into s.log from jsonb_each(p) e;
	s.log := s.log || jsonb_strip_nulls(jsonb_build_object('note', core.text_of(s.payload, 'note', 3000)));
	s.sha := sha256(convert_to(facts::text || identity::text, 'UTF8'));
	return s;
end $$;
comment on function core.act_amend(core.step) is 'Corrects the facts of a ticket; a mask never becomes a value';
