-- The receiver's step, and the one that must be fast.  One statement tests whether everything is plainly
-- right (if not, core.register_refusal finds the sentence, or finds that it was right after all), one writes.
-- It writes its own line of the ledger: a second registration with the same operation id violates the key of
-- the ledger.
create or replace function core.act_register(p_name text, p_op uuid, p_store uuid, p_seq bigint, p_ticket uuid,
	p_at timestamptz, p jsonb, p_sha bytea) returns jsonb
language plpgsql as $$
declare
	kind_ text := coalesce(p->>'kind', '');
	regno_ text := coalesce(p->>'regno', '');
	place text := left(regno_, 9);
	rest text := (p - 'content')::text;
	number bigint;
	received_ timestamptz;
	call_ uuid;
	day_ date;
	phones text[];
	codes text[];
	ask record;
	identity jsonb;
	facts_ jsonb;
	log jsonb;
	answer jsonb;
	sha_ bytea;
	flags_ text := '';
	behalf text := '';
	said text[];
	named text;
begin
	if not core.flag_of(p, 'major') then
		p := p - 'major'; -- false is stored as absent
	end if;
	if regno_ !~ '^[0-9A-Z]{9}20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{8}$'
		or coalesce(p->>'call', '') !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then
		perform core.register_refusal(p_name, p_store, p);
	end if;
	received_ := core.received_of(p, p_at);
	day_ := core.day(received_);
	call_ := (p->>'call')::uuid;
	number := right(regno_, 8)::bigint;
	phones := case when p->>'mobile' ~ '^1[3-9][0-9]{9}$' and coalesce(p->>'landtel', '') = ''
		and coalesce(p->>'inccall', '') in ('', p->>'mobile') then array[p->>'mobile', ''] else core.phones_of(p) end;
	codes := array_remove(array['channel_incform:' || (p->>'incform'),
		case kind_ when 'report' then 'problem_report:' else 'problem_complaint:' end || (p->>'problem'),
		'object_category:' || (p->>'objtype'), 'sales_mode:' || (p->>'salesmode'),
		'ecommerce_platform:' || (p->>'platform'), 'event_level:' || (p->>'evegrade'),
		'pub_addr:' || (p->>'pubaddr'), 'problem_report:' || (p->>'report_problem'),
		'age_band:' || (p->>'ageband'), 'id_type:' || (p->>'certype'), 'yes_no:' || (p->>'handisign'),
		'incident_kind:' || (p->>'inckind'), 'reply_method:' || (p->>'replytype'),
		'hotline_line:' || (p->>'line'), 'gender:' || (p->>'sex'),
		'demand:' || (p->'demand'->>0), 'demand:' || (p->'demand'->>1), 'demand:' || (p->'demand'->>2)], null);
	select t.code, t.to_state, (select not o.open from core.state o where o.code = t.to_state) as closed, c.code as rule_code, c.length, c.unit, c.rule, c.due,
		(select true from core.duty d where d.operator = p_name and d.duty = 'r01' and d.unit = place
			and core.day(now()) between d.valid_from and d.valid_to)
		and (select true from core.lease l where l.store = p_store and l.operator = p_name and l.unit = place
			and l.first <= number and l.last >= number limit 1)
		and p ?& t.given
		and length(rest) <= 1500 and position('": ""' in rest) = 0 and position('": " ' in rest) = 0
		and position('": null' in rest) = 0 and position('": []' in rest) = 0
		and not core.blank(p->>'content') and length(p->>'content') <= 3000
		and (not p ? 'invdiv' or (select true from core.division d where d.code = p->>'invdiv'))
		and (select count(*) from core.code o where o.tbl || ':' || o.code = any (codes)
			and day_ between o.valid_from and o.valid_to) = cardinality(codes) as well,
		(select true from core.ticket y where y.call = call_ limit 1) as again
	into ask
	from core.transition t left join core.first_due c on t.clock <> '' and c.day = day_
	where t.kind = kind_ and t.action = 'register' and t.from_state = '' and core.when_holds(t.only_when, p)
	order by t.sort limit 1;
	if ask.well is not true or not core.intake_well(p, kind_, phones[1], day_) then
		perform core.register_refusal(p_name, p_store, p);
		behalf := core.stands_for(core.who_is(p_name), 'r01', place);
	end if;
	identity := jsonb_strip_nulls(jsonb_build_object('pname', p->'pname', 'sex', p->'sex', 'ageband', p->'ageband',
		'certype', p->'certype', 'cerno', p->'cerno', 'mobile', p->'mobile', 'landtel', p->'landtel',
		'inccall', p->'inccall', 'paddr', p->'paddr', 'email', p->'email', 'peride', p->'peride',
		'handisign', p->'handisign', 'nation', p->'nation', 'nationality', p->'nationality',
		'agent', p->'agent', 'joint', p->'joint'));
	facts_ := p - '{kind,regno,call,received,pname,sex,ageband,certype,cerno,mobile,landtel,inccall,paddr,email,peride,handisign,nation,nationality,agent,joint}'::text[];
	if p ? 'major' then
		flags_ := 'j';
		said := array['inckind', 'evegrade', 'dead', 'injured', 'hospitalised', 'affected', 'place', 'happened',
			'ongoing', 'done', 'phoned'];
		if kind_ = 'report' then
			named := core.names_reporter(p, '{place,done,phoned}', p);
			if named is not null then
				perform core.refuse(named, 'This would say who reported: leave it out.', '令121§37');
			end if;
		end if;
		-- These keys are stored in the incident, which later reports update.
		facts_ := facts_ - array_remove(array_remove(said, 'evegrade'), 'place')
			|| case when p ? '_marks' then jsonb_build_object('_marks', (p->'_marks') - said) else '{}' end;
	end if;
	if ask.again then
		flags_ := flags_ || core.link_call(p_ticket, call_, p_name);
	end if;
	sha_ := sha256(convert_to(facts_::text || identity::text, 'UTF8'));
	log := jsonb_build_object('kind', kind_, 'regno', regno_, 'suggest', p->>'suggest')
		|| case behalf when '' then '{}' else jsonb_build_object('_for', behalf) end;
	if said is not null then -- without free text: events name no caller
		log := log || jsonb_build_object('incident', (select jsonb_object_agg(x.key, x.value) from jsonb_each(p) x
			where x.key = any (said) and x.key not in ('place', 'done', 'phoned')));
	end if;
	answer := jsonb_build_object('version', 1, 'state', ask.to_state, 'unit', place, 'regno', regno_, 'at', p_at);
	if said is not null then
		perform core.incident_begin(p_ticket, p_op, p_at, p_name, place, place, received_,
			p || jsonb_build_object('detail', p->'content'));
		answer := answer || core.incident_told(p_ticket, p_at);
	end if;
	with a as (
		insert into core.applied (op_id, store, seq, ticket, at, operator, verdict, sha, detail)
		values (p_op, p_store, p_seq, p_ticket, p_at, p_name, 'applied', p_sha, answer)
	), k as (
		insert into core.clock (ticket, code, base, start, length, unit, due, rule)
		select p_ticket, ask.rule_code, 'D12', received_, ask.length, ask.unit, ask.due, ask.rule
		where ask.due is not null
	), c as (
		insert into core.caller (ticket, name, phone, phone2, detail)
		select p_ticket, coalesce(p->>'pname', ''), phones[1], phones[2], identity where kind_ <> 'report'
	), h as (
		select core.event_hash('', p_ticket, 1, 1, p_op, p_name, 'register', '', ask.to_state, '', place, p_at,
			log, sha_) as h
	), e as (
		insert into core.event (ticket, n, version, xid, at, op, operator, by_unit, action, transition,
			from_state, to_state, from_unit, to_unit, payload, sha, h)
		select p_ticket, 1, 1, pg_current_xact_id(), p_at, p_op, p_name, place, 'register',
			ask.code, '', ask.to_state, '', place, log, sha_, h.h from h
	)
	insert into core.ticket (ticket, serial, version, seq, due, rank, received, created, updated, call, kind,
		state, regno, unit, registered_unit, registered_by, operator, rule_set, clock, flags, title,
		respondent, uscc, caller, phone_known, held, facts, head)
	select p_ticket, number, 1, 1, ask.due,
		case when ask.closed then p_at else core.rank_of(ask.due, false, received_, said is not null) end,
		received_, p_at, p_at, call_, kind_, ask.to_state, regno_, place, place, p_name, p_name,
		case when day_ < '2026-04-15' then '20' else '121' end,
		case when ask.due is not null then 'D12' end, flags_,
		case when p->>'mdsename' <> '' then left(btrim(p->>'mdsename'), 60) else core.title_of(p, kind_) end,
		btrim(coalesce(p->>'invname', '')), nullif(upper(btrim(p->>'uscc')), ''),
		case when kind_ <> 'report' and p->>'pname' <> '' then left(p->>'pname', 1) || '**'
			else core.caller_mask(kind_, p) end,
		phones[1] <> '', array[place], facts_, h.h from h;
	if kind_ = 'report' then
		insert into core.reporter (ticket, name, phone, phone2, detail)
		values (p_ticket, coalesce(p->>'pname', ''), phones[1], phones[2], identity);
	end if;
	return answer;
end $$;
comment on function core.act_register(text, uuid, uuid, bigint, uuid, timestamptz, jsonb, bytea) is
	'Registers a ticket: the caller''s identity is stored apart from the facts';
