-- The receiver's step, and the one that must be fast: one statement asks whether all is well (where it is
-- not, core.register_refusal finds the sentence), and few write.
create or replace function core.act_register(p_who core.who, p_op uuid, p_store uuid, p_ticket uuid,
	p_at timestamptz, p jsonb) returns jsonb
language plpgsql as $$
declare
	kind_ text := coalesce(p->>'kind', '');
	regno_ text := coalesce(p->>'regno', '');
	place text := left(regno_, 9);
	received_ timestamptz;
	call_ uuid;
	day_ date;
	phones text[];
	codes text[];
	ask record;
	identity jsonb;
	facts_ jsonb;
	log jsonb;
	sha_ bytea;
	head_ bytea;
	flags_ text;
	title_ text;
	number bigint;
	rest text := (p - 'content')::text;
begin
	if regno_ !~ '^[0-9A-Z]{9}20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{8}$'
		or coalesce(p->>'call', '') !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then
		perform core.register_refusal(p_who, p_store, p);
	end if;
	received_ := core.received_of(p, p_at);
	call_ := (p->>'call')::uuid;
	day_ := core.day(received_);
	number := right(regno_, 8)::bigint;
	phones := case when p->>'mobile' ~ '^1[3-9][0-9]{9}$' and coalesce(p->>'landtel', '') = ''
		and coalesce(p->>'inccall', '') in ('', p->>'mobile') then array[p->>'mobile', ''] else core.phones_of(p) end;
	codes := array_remove(array['channel_incform:' || (p->>'incform'),
		case kind_ when 'report' then 'problem_report:' else 'problem_complaint:' end || (p->>'problem'),
		'object_category:' || (p->>'objtype'), 'sales_mode:' || (p->>'salesmode'),
		'ecommerce_platform:' || (p->>'platform'), 'event_level:' || (p->>'evegrade'),
		'reply_method:' || (p->>'replytype'), 'hotline_line:' || (p->>'line'), 'gender:' || (p->>'sex'),
		'demand:' || (p->'demand'->>0), 'demand:' || (p->'demand'->>1), 'demand:' || (p->'demand'->>2)], null);
	select t.code, t.to_state, (select x.open from core.state x where x.code = t.to_state) as open, c.rule_code, c.length, c.rule, c.due,
		('r01@' || place) = any (p_who.duties)
		and (select true from core.lease l where l.store = p_store and l.unit = place
			and l.first <= number and l.last >= number limit 1)
		and p ?& translate(t.need::text, '?', '')::text[]
		and length(rest) <= 1500 and position('": ""' in rest) = 0 and position('": " ' in rest) = 0
		and position('": null' in rest) = 0 and position('": []' in rest) = 0
		and btrim(p->>'content', E' \t\r\n　') <> '' and length(p->>'content') <= 3000
		and (coalesce(p->>'invdiv', '') = '' or (select true from core.division d where d.code = p->>'invdiv') is not null)
		and (select count(*) from core.code o where o.tbl || ':' || o.code = any (codes)
			and day_ between o.valid_from and o.valid_to) = cardinality(codes) as well,
		(select true from core.ticket y where y.call = call_ limit 1) as again
	into ask
	from core.transition t
	left join lateral (
		select r.code as rule_code, r.length, r.rule, b.day as due
		from core.deadline_rule r, core.calendar a, core.calendar b
		where t.clock <> '' and r.base = 'D12' and r.unit = 'workday' and day_ between r.valid_from and r.valid_to
			and a.day = day_ and b.n = a.n + r.length and b.works limit 1) c on true
	where t.kind = kind_ and t.action = 'register' and t.from_state = '' and core.when_holds(t.only_when, p)
	order by t.sort limit 1;
	if ask.well is not true or not core.intake_well(p, kind_, phones[1], day_) then
		perform core.register_refusal(p_who, p_store, p);
	end if;
	identity := jsonb_strip_nulls(jsonb_build_object('pname', p->'pname', 'sex', p->'sex', 'ageband', p->'ageband',
		'certype', p->'certype', 'cerno', p->'cerno', 'mobile', p->'mobile', 'landtel', p->'landtel',
		'inccall', p->'inccall', 'paddr', p->'paddr', 'email', p->'email', 'peride', p->'peride',
		'handisign', p->'handisign', 'nation', p->'nation', 'nationality', p->'nationality',
		'agent', p->'agent', 'joint', p->'joint'));
	facts_ := p - '{kind,regno,call,received,pname,sex,ageband,certype,cerno,mobile,landtel,inccall,paddr,email,peride,handisign,nation,nationality,agent,joint}'::text[];
	flags_ := case when p->>'major' in ('true', '1', 'yes') then 'j' else '' end;
	if ask.again then
		if core.link_call(p_ticket, call_, p_who.name) then
			flags_ := flags_ || 'l';
		end if;
	end if;
	title_ := case when p->>'mdsename' <> '' then left(btrim(p->>'mdsename'), 60) else core.title_of(p, kind_) end;
	sha_ := sha256(convert_to(facts_::text || identity::text, 'UTF8'));
	log := jsonb_build_object('kind', kind_, 'regno', regno_, 'suggest', p->>'suggest');
	head_ := core.event_hash('', p_ticket, 1, 1, p_op, p_who.name, 'register', '', ask.to_state, '', place, p_at,
		log, sha_);
	with k as (
		insert into core.clock (ticket, code, base, start, length, unit, due, rule)
		select p_ticket, ask.rule_code, 'D12', received_, ask.length, 'workday', ask.due, ask.rule
		where ask.due is not null
	), e as (
		insert into core.event (ticket, n, version, xid, at, op, operator, by_unit, action, transition,
			from_state, to_state, from_unit, to_unit, payload, sha, h)
		values (p_ticket, 1, 1, pg_current_xact_id(), p_at, p_op, p_who.name, place, 'register',
			ask.code, '', ask.to_state, '', place, log, sha_, head_)
	)
	insert into core.ticket (ticket, serial, version, seq, due, rank, received, created, updated, call, kind,
		state, regno, unit, registered_unit, registered_by, operator, rule_set, clock, flags, title,
		respondent, uscc, caller, phone_known, held, facts, head)
	values (p_ticket, number, 1, 1, ask.due,
		case when ask.open then coalesce(ask.due + time '16:00', received_) else p_at end,
		received_, p_at, p_at, call_, kind_, ask.to_state, regno_, place, place, p_who.name, p_who.name,
		case when day_ < '2026-04-15' then '20' else '121' end,
		case when ask.due is not null then 'D12' end, flags_, title_,
		btrim(coalesce(p->>'invname', '')), nullif(upper(btrim(p->>'uscc')), ''),
		core.caller_mask(kind_, p), phones[1] <> '', array[place], facts_, head_);
	if kind_ = 'report' then
		insert into core.reporter (ticket, name, phone, phone2, detail)
		values (p_ticket, coalesce(p->>'pname', ''), phones[1], phones[2], identity);
	else
		insert into core.caller (ticket, name, phone, phone2, detail)
		values (p_ticket, coalesce(p->>'pname', ''), phones[1], phones[2], identity);
	end if;
	return jsonb_build_object('version', 1, 'state', ask.to_state, 'unit', place, 'regno', regno_, 'at', p_at);
end $$;
comment on function core.act_register(core.who, uuid, uuid, uuid, timestamptz, jsonb) is 'Registers a ticket: who called is kept apart from what happened';
