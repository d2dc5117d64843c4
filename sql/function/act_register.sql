-- The receiver's step, and the one that must be fast: few statements, no row variables.
create or replace function core.act_register(p_who core.who, p_op uuid, p_store uuid, p_ticket uuid,
	p_at timestamptz, p jsonb) returns jsonb
language plpgsql as $$
declare
	kind_ text := coalesce(p->>'kind', '');
	regno_ text := coalesce(p->>'regno', '');
	place text := left(regno_, 9);
	call_ uuid;
	received_ timestamptz;
	step text;
	state_ text;
	needs text[];
	clocks text;
	open_ boolean;
	phones text[];
	personal text[] := core.personal();
	identity jsonb;
	facts_ jsonb;
	log jsonb;
	sha_ bytea;
	head_ bytea;
	due_ date;
	flags_ text := '';
begin
	if kind_ not in ('complaint', 'report', 'enquiry') then
		perform core.refuse('kind', 'A ticket is a complaint, a report or an enquiry.');
	end if;
	select t.code, t.to_state, t.need, t.clock, x.open into step, state_, needs, clocks, open_
	from core.transition t join core.state x on x.code = t.to_state
	where t.kind = kind_ and t.action = 'register' and t.from_state = '' and core.when_holds(t.only_when, p)
	order by t.sort limit 1;
	perform core.need_check(p, needs);
	perform core.number_check(p_who, p_store, regno_);
	received_ := core.received_of(p, p_at);
	call_ := core.uuid_of(p, 'call');
	phones := core.phones_of(p);
	perform core.intake_check(p, kind_, phones, core.day(received_));
	select coalesce(jsonb_object_agg(e.key, e.value), '{}') into identity
	from jsonb_each(p) e where e.key = any (personal);
	facts_ := p - (personal || '{kind,regno,call,received}'::text[]);
	if core.flag_of(p, 'major') then
		flags_ := 'j';
	end if;
	if exists (select from core.ticket where call = call_) and core.link_call(p_ticket, call_, p_who.name) then
		flags_ := flags_ || 'l';
	end if;
	if clocks <> '' then
		due_ := core.clock_new(p_ticket, 'D12', received_);
	end if;
	sha_ := sha256(convert_to(facts_::text || identity::text, 'UTF8'));
	log := jsonb_build_object('kind', kind_, 'regno', regno_, 'suggest', p->>'suggest');
	head_ := core.event_hash('', p_ticket, 1, 1, p_op, p_who.name, 'register', '', state_, '', place, p_at, log, sha_);
	insert into core.ticket (ticket, serial, version, seq, due, rank, received, created, updated, call, kind,
		state, regno, unit, registered_unit, registered_by, operator, rule_set, clock, flags, title,
		respondent, uscc, caller, phone_known, held, facts, head)
	values (p_ticket, right(regno_, 8)::bigint, 1, 1, due_,
		case when open_ then coalesce(due_ + time '16:00', received_) else p_at end,
		received_, p_at, p_at, call_, kind_, state_, regno_, place, place, p_who.name, p_who.name,
		case when core.day(received_) < '2026-04-15' then '20' else '121' end,
		case when due_ is not null then 'D12' end, flags_, core.title_of(p, kind_),
		btrim(coalesce(p->>'invname', '')), nullif(upper(btrim(p->>'uscc')), ''),
		core.caller_mask(kind_, p), phones[1] <> '', array[place], facts_, head_);
	if kind_ = 'report' then
		insert into core.reporter (ticket, name, phone, phone2, detail)
		values (p_ticket, coalesce(p->>'pname', ''), phones[1], phones[2], identity);
	else
		insert into core.caller (ticket, name, phone, phone2, detail)
		values (p_ticket, coalesce(p->>'pname', ''), phones[1], phones[2], identity);
	end if;
	insert into core.event (ticket, n, version, xid, at, op, operator, by_unit, action, transition,
		from_state, to_state, from_unit, to_unit, payload, sha, h)
	values (p_ticket, 1, 1, pg_current_xact_id(), p_at, p_op, p_who.name, place, 'register',
		step, '', state_, '', place, log, sha_, head_);
	return jsonb_build_object('version', 1, 'state', state_, 'unit', place, 'regno', regno_, 'at', p_at);
end $$;
comment on function core.act_register(core.who, uuid, uuid, uuid, timestamptz, jsonb) is 'Registers a ticket: who called is kept apart from what happened';
