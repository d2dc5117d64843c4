create or replace function core.act_register(s core.step) returns core.step
language plpgsql as $$
declare
	p jsonb := s.payload;
	identity jsonb;
	phones text[];
	due date;
	rank timestamptz;
	sha bytea;
begin
	s.t.kind := coalesce(p->>'kind', '');
	if (s.t).kind not in ('complaint', 'report', 'enquiry') then
		perform core.refuse('kind', 'A ticket is a complaint, a report or an enquiry.');
	end if;
	select t into s.r from core.transition t
	where t.kind = (s.t).kind and t.action = 'register' and t.from_state = ''
		and core.when_holds(t.only_when, p)
	order by t.sort limit 1;
	perform core.need_check(p, (s.r).need);
	s := core.take_number(s);
	s.t.received := core.received_of(p, s.at);
	s.t.call := core.uuid_of(p, 'call');
	phones := core.phones_of(p);
	perform core.intake_check(p, (s.t).kind, phones, core.day((s.t).received));
	select coalesce(jsonb_object_agg(e.key, e.value), '{}') into identity
	from jsonb_each(p) e where e.key = any (core.personal());
	s.t.facts := p - core.personal() - '{kind,regno,call,received}'::text[];
	s.t.state := (s.r).to_state;
	s.t.rule_set := case when core.day((s.t).received) < '2026-04-15' then '20' else '121' end;
	s.t.flags := case when core.flag_of(p, 'major') then 'j' else '' end;
	if core.link_call((s.t).ticket, (s.t).call, (s.who).name) then
		s.t.flags := (s.t).flags || 'l';
	end if;
	if (s.r).clock <> '' then
		due := core.clock_start((s.t).ticket, 'D12', (s.t).received, (s.t).received);
	end if;
	select case when open then coalesce(due + time '16:00', (s.t).received) else s.at end into rank
	from core.state where code = (s.t).state;
	sha := sha256(convert_to((s.t).facts::text || identity::text, 'UTF8'));
	s.log := jsonb_build_object('kind', (s.t).kind, 'regno', (s.t).regno, 'suggest', p->>'suggest');
	s.t.head := core.event_hash('', (s.t).ticket, 1, 1, s.op, (s.who).name, 'register', '', (s.t).state, '',
		s.by_unit, s.at, s.log, sha);
	insert into core.ticket (ticket, serial, version, seq, due, rank, received, created, updated, call, kind,
		state, regno, unit, registered_unit, registered_by, operator, rule_set, clock, flags, title,
		respondent, uscc, caller, phone_known, held, facts, head)
	values ((s.t).ticket, (s.t).serial, 1, 1, due, rank, (s.t).received, s.at, s.at, (s.t).call, (s.t).kind,
		(s.t).state, (s.t).regno, s.by_unit, s.by_unit, (s.who).name, (s.who).name, (s.t).rule_set,
		case when due is not null then 'D12' end, (s.t).flags, core.title_of(p, (s.t).kind),
		btrim(coalesce(p->>'invname', '')), nullif(upper(btrim(p->>'uscc')), ''),
		core.caller_mask((s.t).kind, p), phones[1] <> '', array[s.by_unit], (s.t).facts, (s.t).head);
	if (s.t).kind = 'report' then
		insert into core.reporter (ticket, name, phone, phone2, detail)
		values ((s.t).ticket, coalesce(p->>'pname', ''), phones[1], phones[2], identity);
	else
		insert into core.caller (ticket, name, phone, phone2, detail)
		values ((s.t).ticket, coalesce(p->>'pname', ''), phones[1], phones[2], identity);
	end if;
	insert into core.event (ticket, n, version, xid, at, op, operator, by_unit, action, transition,
		from_state, to_state, from_unit, to_unit, payload, sha, h)
	values ((s.t).ticket, 1, 1, pg_current_xact_id(), s.at, s.op, (s.who).name, s.by_unit, 'register',
		(s.r).code, '', (s.t).state, '', s.by_unit, s.log, sha, (s.t).head);
	return s;
end $$;
comment on function core.act_register(core.step) is 'Registers a ticket: who called is kept apart from what happened';
