-- Tries every kind, state, action, duty and unit against the procedure: an allowed step is applied as its row
-- says, any other is refused and leaves nothing.  Each attempt is rolled back, so that all start from the
-- same state.
\ir steps.sql
select plan(7);
-- The duty is held at the ticket's unit, at the registering unit, or at a superior of both.
create table t.actor as select format('%s_%s', d.code, p.place) as name, d.code as duty, p.unit, p.place
	from core.code d, (values ('self', '330106000'), ('reg', '330100000'), ('sup', '330000000')) p(place, unit)
	where d.tbl = 'role' and (p.place = 'self' or d.code in ('r03', 'r05', 'r06', 'r09') or p.place = 'reg' and d.code in ('r01', 'r08'));
select core.enrol(name, name, '1', unit, array[duty]) from t.actor;
create table t.tried (kind text, state text, action text, duty text, place text, away boolean, row_code text, verdict text, fault text);

-- The rows of the procedure that allow the step, read as a person would; the first counts.
create function t.allowed(p_kind text, p_state text, p_open boolean, p_action text, a t.actor, p_unit text,
	p_registered text, p_route text[], p_given text, p_payload jsonb, out code text, out state text, out unit text)
language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
	select r.code, case r.to_state when '' then p_state when '<' then case p_action when 'unpublish' then 'TS80'
		else p_state end else r.to_state end, g.unit
	into code, state, unit
	from t.tr r join core.unit h on h.code = p_unit, lateral (select case r.target
			when 'keep' then p_unit when 'registrar' then p_registered when 'own' then a.unit
			when 'sender' then p_route[cardinality(p_route)] when 'parent' then h.parent
			when 'self' then case when p_given in ('', p_unit) then p_unit end
			when 'below' then (select u.code from core.unit u where u.code = p_given and p_unit = any (u.above)
				and u.tier <> 'S')
			when 'under' then (select u.code from core.unit u where u.code = p_given and a.unit = any (u.above)
				and u.tier <> 'S') end as unit) g
	where r.kind = p_kind and r.action = p_action and g.unit is not null
		and (r.from_state in (p_state, '**') or r.from_state = '*' and p_open) and (r.duty = a.duty or r.duty = '' and a.duty <> 'r10') -- a pure administrator writes nothing
		and case r.scope when 'self' then a.unit = p_unit when 'registrar' then a.unit = p_registered
			when 'superior' then a.unit = any (h.above) when 'above' then a.unit = any (h.above || p_unit) else true end
		and (p_action <> 'amend' or p_unit = p_registered and r.from_state in ('TS10', 'TS12', 'JB10', 'JB12')) -- missing facts are added later: test_incident
		and (p_action <> 'issue' or case r.duty when 'r08' then p_state in ('TS70', 'TS80', 'TS85', 'TS90') else p_open end)
		and (p_action <> 'reject' or p_state = 'TS60' or coalesce(p_payload->>'back', 'wording') = 'wording')
		and (p_action <> 'recall' or a.unit = p_route[cardinality(p_route)])
		and (p_action <> 'assign' or p_given <> '' or r.target = 'self')
		and core.when_holds(r.only_when, p_payload)
	limit 1;
end $$;

create function t.attempt(p_ticket uuid, p_kind text, p_state text, p_open boolean, p_action text, p_given text,
	a t.actor, p_away boolean, p_payload jsonb) returns void language plpgsql as $$
declare
	old core.ticket;
	new core.ticket;
	want record;
	said record;
	fault text;
	clocks text;
	n bigint;
	name text := p_action;
begin
	begin
		-- A pending matter the step needs: a dispute, a pause.
		if p_action in ('settle_dispute', 'designate', 'resume', 'appraised') then
			update core.ticket set outcome = outcome || jsonb_build_object('dispute', jsonb_build_object('other', '330105000',
				'superior', case when unit = '330106000' then '330100000' else '330000000' end)), flags = case when p_action in ('resume', 'appraised') then core.flag(flags, 'p') else flags end
			where ticket = p_ticket;
			perform core.clock_start(p_ticket, 'D07', now(), now()) where p_action in ('settle_dispute', 'designate');
			insert into core.pause select ticket, base, core.day(now()) from core.clock where ticket = p_ticket and stopped is null
				and base in ('D02', 'D05', 'D08') and p_action in ('resume', 'appraised');
		end if;
		if p_action = 'reject' and p_payload->>'back' = 'examine' then
			update core.ticket set outcome = outcome || '{"naccode": "N1"}' where ticket = p_ticket;
		end if;
		delete from core.clock where ticket = p_ticket and base = 'D01' and p_action = 'odr';
		select * into old from core.ticket where ticket = p_ticket;
		select * into want from t.allowed(p_kind, p_state, p_open, p_action, a, old.unit, old.registered_unit, old.route, p_given, p_payload);
		clocks := (select string_agg(c::text, ' ' order by base) from core.clock c where ticket = p_ticket);
		if p_action = 'void_document' then
			insert into core.document values (p_ticket, 1, gen_random_uuid(), now(), a.name, a.unit, 'X5', '督办单', 'office',
				'330106000', '督', 2026, null, '', 'x', 'x', sha256('x'));
		end if;
		if p_action = 'agree' then
			insert into core.document values (p_ticket, 1, gen_random_uuid(), now(), a.name, a.unit, 'X9', '调解记录', 'internal',
				'330106000', '', 2026, null, '', 'x', 'x', sha256('x'));
		end if;
		if p_action in ('alert_follow', 'alert_close', 'alert_ack') then
			insert into core.incident values (p_ticket, 'i09', '3', now(), now(), now());
			perform core.incident_tell(p_ticket, old.unit, now());
		end if;
		if p_action = 'unpublish' then
			insert into core.publication values (p_ticket, 1, gen_random_uuid(), now(), a.name, a.unit, old.unit, '{}');
		end if;
		select * into said from t.say(a.name, p_ticket, 'server:' || old.version, p_action,
			p_payload || case when p_action in ('assign', 'pass', 'designate') then jsonb_build_object('unit', p_given)
				when p_action in ('repeated', 'new_facts') then jsonb_build_object('earlier', (select regno from t.main m
					join core.ticket using (ticket) where m.kind = p_kind))
				when p_action = 'dispute' and not p_away then '{"other": "330200000"}'
				when p_action = 'merge' then jsonb_build_object('main', (select regno from t.main m join core.ticket using (ticket)
					where m.kind = p_kind), 'consent', 'true')
				-- each duty has its own documents
				when p_action = 'issue' then jsonb_build_object('form', case when a.duty = 'r08' then 'X10'
					when a.duty not in ('r01', 'r04', 'r05') then 'X5' when p_kind = 'report' then '2602' else '2601' end)
				when p_action = 'notify' then t.notice_of(p_kind) else '{}' end);
		select * into new from core.ticket where ticket = p_ticket;
		select count(*) into n from core.event e where e.ticket = p_ticket;
		fault := case
			when want.code is null and said.verdict = 'applied' then 'applied, though no row allows it'
			when want.code is null and (new <> old or n <> old.seq or clocks is distinct from
				(select string_agg(c::text, ' ' order by base) from core.clock c where ticket = p_ticket))
				then 'refused, but something changed'
			when want.code is null then null
			when said.verdict <> 'applied' then 'refused, though ' || want.code || ' allows it: ' || said.detail
			when new.state <> want.state or new.unit <> want.unit then format('%s leads to %s %s, not %s %s',
				want.code, want.state, want.unit, new.state, new.unit)
			when new.version <> old.version + (select (append = '')::integer from t.tr where code = want.code)
				or n <> old.seq + 1 or new.seq <> n then 'version or number is wrong'
			when new.call <> old.call or new.regno <> old.regno or new.received <> old.received
				or new.registered_unit <> old.registered_unit or new.rule_set <> old.rule_set
				then 'what never changes changed' end;
		raise exception using errcode = 'T0001';
	exception when sqlstate 'T0001' then
		null;
	end;
	-- Comparisons with hidden values are recorded before the next one, as the centre's periodic work
	-- does.
	update core.meter set mark = core.meter_last(operator) where operator = a.name and mark <> core.meter_last(operator);
	insert into t.tried values (p_kind, p_state, name, a.duty, a.place, p_away, want.code, said.verdict, fault);
end $$;

-- The main ticket for merges, and joint complainants who all speak for themselves.
create table t.main as select k.kind, t.register(k.intake || jsonb_build_object('received', now() - interval '1 hour')) as ticket
	from (values ('complaint', t.complaint()), ('report', t.report())) k(kind, intake);
update core.ticket set held = '{330100000,330106000}' where ticket in (select ticket from t.main);
-- it is decided no later than the ticket merged into it
select core.clock_start(ticket, 'D01', now() - interval '1 hour', now()) from t.main where kind = 'complaint';
create table t.before as select count(*) as events from core.event;
create function t.people_in(p_ticket uuid) returns void language sql as $$
	insert into core.party (ticket, n, role, name, scope, until, since, detail) values
		(p_ticket, 2, 'joint', '乙', '', null, now(), '{}'), (p_ticket, 3, 'joint', '丙', '', null, now(), '{}'),
		(p_ticket, 4, 'agent', '丁', '2', '2099-01-01', now(), '{}');
	update core.ticket set outcome = outcome || '{"representatives": ["1", "2", "3"]}' where ticket = p_ticket;
$$;
-- As with a desk, no transaction grows old: the centre refuses a step in one begun more than ten seconds ago.
create procedure t.all_of(p_kind text, p_ticket uuid) language plpgsql as $$
declare
	s record;
	f record;
	a t.actor;
	away boolean;
begin
	-- the receiver is the one who registered it
	update core.ticket set outcome = outcome || '{"callback": "1", "mode": "1", "handleadvice": "已办"}', registered_by = 'r01_reg' where ticket = p_ticket;
	insert into core.notice values (p_ticket, 1, gen_random_uuid(), now(), 'clerk', '330106000', '', 'other', '2', '', now(),
		'noanswer', '', '', '', null);
	if p_kind = 'complaint' then
		perform t.people_in(p_ticket);
	end if;
	foreach away in array '{true,false}'::boolean[] loop
		for s in select code, open from core.state where kind = p_kind loop
			delete from core.clock where ticket = p_ticket;
			delete from core.merged where ticket = p_ticket;
			insert into core.merged select p_ticket, m.ticket, now() from t.main m
			where m.kind = p_kind and s.code in ('TS95', 'JB34');
			update core.ticket set state = s.code, unit = case when away then '330106000' else '330100000' end,
				held = '{330100000,330106000}', route = case when away then '{330100000}'::text[] else '{}' end
			where ticket = p_ticket;
			perform core.clock_start(p_ticket, case p_kind when 'report' then 'D05' else 'D01' end, now(), now());
			perform core.clock_start(p_ticket, 'D08', now(), now()) where s.code in ('JB30', 'JB40');
			perform core.clock_start(p_ticket, 'D02', now(), now()) where s.code in ('TS30', 'TS40', 'TS41', 'TS42');
			-- A report whose reporter the operator may know and that is being verified.
			update core.ticket set state = 'JB20', unit = case when away then '330106000' else '330100000' end
			where ticket = (select ticket from t.main where kind = 'report');
			for f in select action, payload, case when action = 'designate' then '330105000' when action not in ('assign', 'pass') then '' when away then '330106013'
					else '330106000' end as given from t.form
				union all select 'assign', '{}', ''
				union all select 'designate', (select payload from t.form where action = 'designate'),
					case when away then '330106000' else '330100000' end
				union all select 'reject', '{"note": "再查", "back": "mediate"}', ''
				union all select 'reject', '{"note": "再查", "back": "examine"}', ''
				union all select 'odr_result', '{"result": "2", "detail": "不同意退款"}', ''
				union all select 'settle_dispute', '{"result": "3", "detail": "协商不成"}', ''
				union all select 'conclude', '{"handleadvice": "已处理", "basis": "某法第一条"}', ''
			loop
				for a in select * from t.actor where away or place = 'reg' loop
					if clock_timestamp() - now() > interval '1 second' then
						commit;
					end if;
					perform t.attempt(p_ticket, p_kind, s.code, s.open, f.action, f.given, a, away, f.payload);
				end loop;
			end loop;
		end loop;
	end loop;
end $$;
call t.all_of('complaint', t.register());
call t.all_of('report', t.register(t.report()));
call t.all_of('enquiry', t.register(t.enquiry()));
\o
select is((select string_agg(format('%s %s %s by %s at %s: %s', kind, state, action, duty, place, fault), E'\n')
	from (select * from t.tried where fault is not null limit 20) x), null, 'every step is as the procedure has it');
select is((select count(distinct (kind, state)) from t.tried), (select count(*) from core.state), 'in every state');
select is((select count(distinct action) from t.tried), (select count(distinct action) from t.tr
	where action not in ('', 'register')), 'every action');
select is((select count(distinct duty) from t.tried), (select count(*) from core.code where tbl = 'role'), 'every duty');
select is((select string_agg(code, ' ') from t.tr where action not in ('', 'register') and target <> 'sibling'
	and code not in (select row_code from t.tried where verdict = 'applied')
	-- For a note and a contact two rows are equal: the first is used.
	and code not in ('x41', 'x43', 'x45') and from_state <> ''
	-- Registrations made in haste are in matrix.sql and test_incident.sql.
	and (action <> 'amend' or from_state in ('TS10', 'TS12', 'JB10', 'JB12'))), null, 'every row of the procedure was gone');
select cmp_ok((select count(*) from t.tried), '>', 25000::bigint, 'tried: ' || (select count(*) from t.tried));
select is((select count(*) from core.event), 3 + (select events from t.before), 'and nothing stayed');
select * from finish();
