-- Random ways, legal and not, through the procedure: what DOMAIN 10 demands holds after every step.
-- Held here: I1 I2 (intake) I4 I5 I6 I7 (both consented to another body) I8 (D02 moves by its pauses and by nothing
-- else, counted day by day) I9 I10 I11 (an internal unit handles or returns) I12 I13 I14 I15 I16 (method and time)
-- I17 (no event names who called) I18 I19 I20, versions, clocks, chains.
-- Not reachable by the actions there are: I3 by mixed intake in one operation (two of one call are linked, see
-- test_actions), E6 with its ground in I5.
\ir steps.sql
\getenv seed GANGSHAO_SEED
\getenv sequences GANGSHAO_SEQUENCES
\set seed_ :seed
select plan(12);
select core.enrol('analyst', '分析', '0601', '330100000', '{r07}');
select core.enrol('both', '双岗', '0600', '330106013', '{r04,r05,r06}');
insert into core.unit (code, name, short_name, parent, tier, division, above, epoch)
select '330100S01', '市局消保处', '消保处', '330100000', 'S', division, array['330100000'] || above, nextval('core.epoch') from core.unit where code = '330100000';
select core.enrol('team', '消保处', '0601', '330100S01', '{r03,r04,r05,r06}');
insert into core.lease (request, store, operator, unit, first, last)
values (gen_random_uuid(), '11111111-1111-4111-8111-111111111111', 'recv', '330100000', 50000000, 59999999);
create table t.walk (n integer, kind text, action text, row_code text, verdict text, fault text);

create function t.code_in(p_table text, p_code text) returns boolean language sql stable as $$
	select exists (select from core.code where tbl = p_table and code = p_code);
$$;

-- Open states in which the law sets no time, with the reason; in every other open state a clock runs.
create table t.no_time (state text primary key, why text);
insert into t.no_time values
	('TS31', 'declined and told'), ('TS50', 'agreed within the time'), ('TS51', 'ended, and both are told'), ('TS60', 'waits for the leader'),
	('JB31', 'decided; order 121 has no time for telling'), ('JB50', 'decided; only a penalty has the time of its publication'),
	('JB60', 'only another law that asks for telling can set a time (order 121 article 36)');

-- The last day of a period counted day by day: without its first day and without pauses.
create function t.last_day(c core.clock) returns date language sql stable as $$
	with p as (select p.start, p.stop from core.pause p where p.ticket = c.ticket and p.base = c.base and p.stop > p.start),
		f as (select coalesce((select max(p.stop) from p where p.start <= core.day(c.start) and p.stop > core.day(c.start)), core.day(c.start)) as day)
	select case c.unit when 'day' then core.rolled(k.day, core.setting('weekend_roll') = '1') else k.day end
	from core.calendar k, f
	where k.day > f.day and (k.works or c.unit = 'day') and not exists (select from p where k.day >= p.start and k.day < p.stop)
	order by k.day offset c.length + c.extended - 1 limit 1;
$$;

-- The faults of a ticket after a step, whatever the step was.
create function t.broken(old core.ticket, new core.ticket, p_clocks text) returns text
language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
	return (select string_agg(x.why, '; ') from (
		select 'I9/I8: D01 moved, or the start of D02' as why where not exists (select from core.event e
			where e.ticket = new.ticket and e.n = new.seq and e.action = 'reopen') and exists (select from core.clock c where c.ticket = new.ticket
			and c.base in ('D01', 'D02') and position(' ' || c.base || '=' in p_clocks) > 0
			and position(' ' || c.base || '=' || c.start || '/' || case c.base when 'D01' then c.due || ' ' else '' end in p_clocks) = 0)
		union all select 'I8: ' || c.base || ' is not later by just what it stood still' from core.clock c where c.ticket = new.ticket
			and c.base in ('D02', 'D05', 'D08') and c.due <> t.last_day(c)
		union all select 'something stands still that does not run' from core.pause p join core.clock c using (ticket, base)
			where p.ticket = new.ticket and p.stop is null and c.stopped is not null
		union all select 'an appraisal without its pause' where new.state = 'TS41' and not exists (select from core.pause p
			where p.ticket = new.ticket and p.base = 'D02' and p.stop is null)
		union all select 'D13 beyond D01' from core.clock c join core.clock d using (ticket) where c.ticket = new.ticket
			and new.state = 'TS21' and c.base = 'D13' and d.base = 'D01' and c.due > d.due
		union all select 'I18: rule set' where new.rule_set <> case when core.day(new.received) < '2026-04-15' then '20' else '121' end
		union all select 'I18: clock of another rule set' from core.clock c left join core.deadline_rule r on r.code = c.code
			and core.day(new.received) between r.valid_from and r.valid_to where c.ticket = new.ticket and r.code is null
		union all select 'I4: declined without its ground' where new.state = 'TS31' and not (
			t.code_in('nonaccept_' || new.rule_set, new.outcome->>'naccode') and new.outcome->>'naccontent' <> '')
		union all select 'I5: ended without its ground' where new.state = 'TS51'
			and not coalesce(t.code_in('mediation_end_' || new.rule_set, new.outcome->>'ground'), false)
		union all select 'more than one primary ground' where new.outcome ?& '{naccode,ground}'::text[]
		union all select 'I6: agreed without paper' where new.state = 'TS50' and not exists (select from core.document d
			where d.ticket = new.ticket and case when new.outcome->>'paper' in ('performed', 'waived') then d.form = 'X9'
				else d.number = new.outcome->>'paper' and d.form = '2609' end)
		union all select 'I7: another body without the consent of both' where new.outcome->>'method' in ('7', '8')
			and not coalesce((select (new.facts->>'agreeent' = 'true' or e.payload->>'consent_complainant' = 'true')
				and e.payload->>'consent_respondent' = 'true' and e.payload->>'body' <> '' from core.event e
				where e.ticket = new.ticket and e.action in ('entrust', 'mediate') order by e.n desc limit 1), false)
		union all select 'I10: extended twice or too far' from core.clock c join core.deadline_rule r on r.code = c.code
			where c.ticket = new.ticket and c.extended not in (0, coalesce(r.extend, 0))
		union all select 'I19: money' where (new.outcome->>'redecolos') !~ '^[0-9]+(\.[0-9]{1,2})?$'
			or (new.outcome->>'fine') !~ '^[0-9]*(\.[0-9]{1,2})?$' or (new.outcome->>'confis') !~ '^[0-9]*(\.[0-9]{1,2})?$'
		union all select 'a penalty without kind or decision' where new.state = 'JB50' and (coalesce(new.outcome->>'decision', '') = ''
			or new.outcome->>'caseout' = '1' and coalesce(new.outcome->'ptype', '[]') = '[]')
		union all select 'I1/I2: intake' from (select new.state in ('TS30', 'TS40', 'TS41', 'TS42', 'TS43', 'TS50', 'TS51') as accepted,
				-- registered as an incident with what was known, or split from such a ticket
				not exists (select from core.event e where e.ticket = new.ticket and e.n = 1
					and e.action = 'register' and e.transition <> 'x970') as hasty) a
			where new.kind = 'complaint' and (coalesce(new.facts->>'anon', '') = 'true' or coalesce(new.facts->>'content', '') = ''
			-- the caller may not know the shop's address; the operator who accepts does
			or accepted and coalesce(new.facts->>'invaddr', '') = ''
			or (accepted or not hasty) and (new.respondent = '' or coalesce(new.facts->'demand', '[]') = '[]'
				or coalesce(new.facts->>'invaddr', '') = '' and not coalesce(new.facts->'_marks' ? 'invaddr', false)
				or not exists (select from core.caller c where c.ticket = new.ticket and c.name <> '' and c.phone <> '' and c.detail->>'paddr' <> '')))
		union all select 'I4/I16: ' || x from t.untold(new) x where x is not null
		union all select 'an open one without a clock: ' || new.state where (select open from core.state where code = new.state)
			and not exists (select from t.no_time x where x.state = new.state)
			and not exists (select from core.clock c where c.ticket = new.ticket and c.stopped is null)
		union all select 'a closed one has a clock running' where not (select open from core.state where code = new.state)
			and exists (select from core.clock where ticket = new.ticket and stopped is null)
		union all select 'day and clock are not the nearest' where new.due is distinct from
			(select due from core.nearest(new.ticket))
			or new.clock is distinct from (select clock from core.nearest(new.ticket))
			or (position('p' in new.flags) > 0) <> coalesce((select paused from core.nearest(new.ticket)), false)
		union all select 'a major incident without its line or its first report' from core.incident i where i.ticket = new.ticket
			and (not exists (select from core.incident_notice n where n.ticket = i.ticket and n.unit = new.unit)
				and i.ended is null or not exists (select from core.incident_report r where r.ticket = i.ticket and r.n = 1
				and r.what = 'first') or position('j' in new.flags) = 0)
		union all select 'published, and not so' where (new.state = 'TS85' and not exists (select from core.publication p
				where p.ticket = new.ticket and not exists (select from core.publication_end x where x.ticket = p.ticket and x.n = p.n)))
			or (new.state not in ('TS85', 'TS90') and exists (select from core.publication p where p.ticket = new.ticket
				and not exists (select from core.publication_end x where x.ticket = p.ticket and x.n = p.n)))
		union all select 'published without consent, or telling who complained' from core.publication p where p.ticket = new.ticket
			and (coalesce(new.facts->>'agreepub', '') <> 'true' or p.body::text ~ '13912345678|欧阳某某|机密路9号')
		union all select 'closed and changed' where old.ticket is not null and new.facts <> old.facts
			and not (select open from core.state where code = old.state)) x);
end $$;

-- The faults of the step itself.
create function t.misstep(old core.ticket, new core.ticket, p_verdict text, p_action text) returns text
language plpgsql as $$
declare
	e core.event;
	r t.tr;
begin
	if p_verdict <> 'applied' then
		return case when new <> old then p_verdict || ', but the ticket changed' end;
	end if;
	select * into e from core.event where ticket = new.ticket order by n desc limit 1;
	select * into r from t.tr where code = e.transition;
	return case
		when new.seq <> old.seq + 1 or e.n <> new.seq then 'not one event'
		when new.version <> old.version + (r.append = '')::integer or e.version <> new.version then 'version'
		when r.action <> p_action or r.kind <> new.kind then 'another row was gone'
		when r.from_state not in (old.state, '*', '**') or r.to_state not in (new.state, '', '<') then 'not the states of ' || r.code
		when e.from_state <> old.state or e.to_state <> new.state or e.to_unit <> new.unit then 'the event tells otherwise'
		when not (select open from core.state where code = old.state) and r.append = '' and p_action not in ('callback', 'publish', 'unpublish', 'unmerge', 'archive', 'reopen')
			then 'I20: a closed ticket moved'
		when r.target = 'below' and not exists (select from core.unit where code = new.unit and old.unit = any (above)) then 'I12: not below'
		when r.target = 'under' and not exists (select from core.unit where code = new.unit and e.by_unit = any (above)) then 'designated elsewhere'
		when new.unit <> old.unit and p_action not in ('return', 'take', 'designate', 'recall')
			and exists (select from core.unit where code = old.unit and tier = 'S') then 'I11: an internal unit sent it on'
		when r.target = 'keep' and new.unit <> old.unit then 'it went away'
		when p_action in ('reply', 'tell_reporter') and coalesce(e.payload->>'notify', '') = '' then 'I16: no method'
		when p_action in ('accept', 'reply', 'tell_reporter', 'demand_proof') and coalesce(e.payload->>'notify', '') <> '' and not exists (
			select from core.notice x where x.ticket = new.ticket and x.op = e.op and x.channel = e.payload->>'notify'
			and x.told between new.received and now()) then 'I16: told by a step and not in the ledger'
		when p_action in ('notify', 'contact') and not exists (select from core.notice x where x.ticket = new.ticket and x.op = e.op
			and x.channel not in ('', '9') and x.told between new.received and now()) then 'I16: no entry with method and time'
		when p_action = 'notify' and not exists (select from core.notice x join core.code m on m.tbl = 'notice_matter'
			and m.code = x.matter and m.extra->>'kind' = new.kind and x.party = any (string_to_array(m.extra->>'parties', ' '))
			where x.ticket = new.ticket and x.op = e.op) then 'told to whom it is not for'
		when e.payload ? 'address' then 'the event says where the person is reached'
		when p_action = 'tell_reporter' and coalesce(e.payload->>'basis', '') = '' then 'I15: no basis'
		when p_action = 'odr_result' and new.state = 'TS70' and coalesce(e.payload->>'notify', '') = '' then 'I16: settled and not told'
		-- Any step of this operator that moved the ticket while it was here and that handlers may
		-- take.
		when p_action in ('extend', 'file', 'nofile', 'transfer', 'approve', 'reject', 'decide_recusal') and exists (
			select from core.event x join core.event y on y.ticket = x.ticket and y.n = x.n - 1 and (y.version < x.version or x.action = 'verify')
			where x.ticket = new.ticket and x.operator = e.operator and x.n < e.n and x.n > coalesce((select max(z.n)
				from core.event z where z.ticket = x.ticket and (z.action = 'reopen' or z.n > 1 and z.from_unit <> z.to_unit and z.action <> 'pass')), 1)
				and x.action in (select w.action from t.tr w where w.kind = new.kind and w.scope = 'self' and w.duty in ('r03', 'r04', 'r05'))
				and exists (select from core.duty d where d.operator = x.operator and d.unit = x.from_unit and d.duty in ('r03', 'r04', 'r05')
					and exists (select from t.tr w where w.kind = new.kind and w.action = x.action and w.duty = d.duty and w.scope = 'self'
						and w.from_state in (x.from_state, '*', '**'))))
			then 'I10: decided by who handles'
		when p_action = 'extend' and (select count(*) from core.event x where x.ticket = new.ticket and x.action = 'extend'
			and (x.from_state = 'JB40') = (e.from_state = 'JB40') and x.n > coalesce((select max(o.n) from core.event o
				where o.ticket = new.ticket and o.action = 'reopen'), 0)) > 1
			then 'I10: extended twice'
		when e.payload::text ~ '13912345678|欧阳某某|机密路9号|13700000001|共同甲|代理甲' then 'I17: the event names who called' end;
end $$;

create function t.pick(p_list anyarray) returns anyelement language sql volatile as $$
	select p_list[1 + floor(random() * cardinality(p_list))::integer];
$$;

-- A form as people fill it in: mostly correct.
create function t.filled(p_action text, p_unit text) returns jsonb language plpgsql as $$
declare
	p jsonb := (select payload from t.form where action = p_action);
	k text := t.pick(array(select jsonb_object_keys(p)));
begin
	if p_action in ('assign', 'pass') then
		p := p || jsonb_build_object('unit', case when random() < 0.8
			then coalesce((select code from core.unit where parent = p_unit and tier <> 'S'
				and code in ('330106000', '330106013', '330105000', '330105007', '330100000') order by random() limit 1), '')
			else t.pick('{330106000,330105000,330106013,310000000,330100S01,330100S01,"",x}'::text[]) end);
	elsif p_action in ('appraise', 'pause') then
		p := p || jsonb_build_object('since', core.day(now()) - 3 - floor(random() * 15)::integer)
			|| case p_action when 'appraise' then jsonb_build_object('chosen', t.pick('{1,2}'::text[]))
				else jsonb_build_object('reason', t.pick('{1,4,5,6,7}'::text[])) end;
	elsif p_action in ('appraised', 'resume') then
		p := p || jsonb_build_object('ended', core.day(now()) - floor(random() * 6)::integer);
	elsif p_action = 'demand_proof' then
		p := p || jsonb_build_object('until', core.day(now()) + floor(random() * 14)::integer);
	elsif p_action = 'dispute' then
		p := p || jsonb_build_object('other', t.pick('{330105000,330105000,330106000,330200000,330100000,330100S01,x}'::text[]),
			'since', core.day(now()) - floor(random() * 2)::integer);
	elsif p_action = 'settle_dispute' then
		p := p || jsonb_build_object('result', t.pick('{1,2,3}'::text[]));
	elsif p_action = 'designate' then
		p := p || jsonb_build_object('unit', t.pick('{330105000,330106000,330106013,330100S01,310000000}'::text[]));
	elsif p_action = 'odr_result' then
		p := p || jsonb_build_object('result', t.pick('{1,2,3,4}'::text[]));
		p := case p->>'result' when '1' then p else p - 'redecolos' end;
	elsif p_action = 'entrust' then
		p := p || jsonb_build_object('method', t.pick('{7,8,5}'::text[]), 'consent_respondent', random() < 0.8, 'consent_complainant', random() < 0.5);
	elsif p_action = 'decide_recusal' then
		p := case when random() < 0.5 then p else '{"granted": "false", "reason": "不属实"}' end;
	elsif p_action = 'reject' then
		p := p || jsonb_build_object('back', t.pick('{wording,mediate,examine,""}'::text[]));
	elsif p_action = 'accept' and random() < 0.5 then
		p := p || '{"invaddr": "查明的地址8号"}';
	elsif p_action = 'notify' then
		p := p || t.notice_of(t.pick('{complaint,complaint,complaint,report,enquiry}'::text[]), t.pick('{"",TS51}'::text[])) || '{"address": "13912345678"}'
			|| case when random() < 0.3 then t.pick(array['{"outcome": "noanswer"}', '{"matter": "decline", "party": "complainant"}',
				'{"matter": "terminate", "party": "complainant"}']::jsonb[]) else '{}' end;
	elsif p_action = 'accept' and random() < 0.3 then
		p := p - 'notify';	elsif p_action = 'decline' and random() < 0.3 then
		p := p || '{"ground": "O1"}';
	elsif p_action = 'merge' then
		p := jsonb_build_object('main', (select regno from core.ticket where kind = 'complaint' order by random() limit 1),
			'consent', random() < 0.8);
	elsif p_action in ('repeated', 'new_facts') then
		p := p || jsonb_build_object('earlier', (select regno from core.ticket where kind = 'report' order by random() limit 1));
	elsif p_action = 'mediate' and random() < 0.3 then
		p := p || case when random() < 0.3 then '{"method": "7"}' else jsonb_build_object('method', '2', 'place', '所',
			'people', '某调解员', 'time', now() + interval '1 day') end;
	end if;
	if random() < 0.15 and k is not null then
		return case floor(random() * 4)::integer when 0 then p - k when 1 then p || jsonb_build_object(k, '')
			when 2 then p || jsonb_build_object(k, '∞' || repeat('x', 1300)) else p || jsonb_build_object(k, array['9', '8']) end;
	end if;
	return p;
end $$;

-- Moves running clocks back by some days, so that there is time that can pause.
create function t.age(p_ticket uuid) returns text language plpgsql as $$
declare
	days integer := 10 + floor(random() * 20)::integer;
begin
	update core.clock c set start = c.start - days * interval '1 day' where c.ticket = p_ticket and c.base in ('D02', 'D05', 'D08')
		and c.stopped is null and not exists (select from core.pause p where p.ticket = c.ticket and p.base = c.base);
	update core.clock c set due = d.due, warn = d.warn from core.clock_days(array[p_ticket]) d where c.ticket = p_ticket and c.base = d.base;
	update core.ticket t set due = x.due, clock = x.clock, rank = core.rank_of(x.due, x.paused, t.received, core.is_major(t.ticket, t.flags))
	from core.nearest(p_ticket) x where t.ticket = p_ticket;
	return (select coalesce(string_agg(format('%s=%s/%s ', c.base, c.start, c.due), ''), '') from core.clock c where c.ticket = p_ticket and c.stopped is null);
end $$;

-- Goes straight to mediation or verification, where most can happen.
create function t.ahead(p_kind text, p_ticket uuid) returns void language plpgsql as $$
declare
	r record;
begin
	for r in select * from (values ('', 'disp', 'assign', '{"unit": "330106000"}'), ('', 'clerk', 'sign', '{}'),
		('complaint', 'clerk', 'accept', '{"mode": "1", "notify": "2"}'),
		('complaint', 'clerk', 'mediate', '{"consent_complainant": "true", "consent_respondent": "true", "method": "5"}')) x(kind, who, act, payload)
		where kind in ('', p_kind)
	loop
		perform t.say(r.who, p_ticket, 'server:' || (select version from core.ticket where ticket = p_ticket), r.act, r.payload::jsonb);
	end loop;
end $$;

create function t.walk(p_n integer) returns void language plpgsql as $$
declare
	kind_ text := t.pick('{complaint,complaint,report,enquiry}'::text[]);
	id uuid := gen_random_uuid();
	p jsonb;
	old core.ticket;
	new core.ticket;
	said record;
	clocks text := ' ';
	act text;
	who text;
	base text;
	reached text;
begin
	p := case kind_ when 'complaint' then t.complaint() when 'report' then t.report() else t.enquiry() end
		|| jsonb_build_object('pname', '欧阳某某', 'mobile', '13912345678', 'inccall', '13912345678', 'paddr', '机密路9号',
			'received', now() - interval '5 minutes' + p_n * interval '1 millisecond', 'regno', '330100000' || to_char(now(), 'YYYYMMDD') || (50000000 + p_n));
	if random() < 0.3 then
		p := p || t.pick(array['{"anon": "true"}', '{"pname": ""}', '{"content": " "}', '{"demand": []}', '{"agreeent": "false"}',
			'{"invoam": "x"}', '{"mobile": "", "inccall": ""}', '{"buydate": "2099-01-01"}']::jsonb[]);
	end if;
	if random() < 0.2 then -- a major incident, reported with the call
		p := p || '{"major": "true", "inckind": "i01", "evegrade": "3", "dead": "0", "injured": "2", "place": "店内", "ongoing": "true"}';
		p := case when random() < 0.2 then p - 'injured' else p end;
	end if;
	-- facts the caller does not know or declines to give
	p := case when random() < 0.15 then p - 'invaddr' || '{"_marks": {"invaddr": "unknown"}}'
		when random() < 0.05 then p - 'paddr' || '{"_marks": {"paddr": "declined"}}' else p end;
	execute 'set session authorization recv';
	select x.verdict, x.detail into said from api.tell(id, '11111111-1111-4111-8111-111111111111', 1, id, '', 'register', 1, p) x;
	execute 'reset session authorization';
	select * into new from core.ticket where ticket = id;
	insert into t.walk values (p_n, kind_, 'register', null, said.verdict, case when said.verdict = 'applied'
		then t.broken(null, new, clocks) when new.ticket is not null then 'refused, yet there' end);
	if kind_ <> 'enquiry' and new.ticket is not null and random() < 0.4 then
		perform t.ahead(kind_, id);
		clocks := ' ' || t.age(id);
		select * into new from core.ticket where ticket = id;
	end if;
	for i in 1 .. case when new.ticket is null then 0 else 10 end loop
		old := new;
		select clocks || coalesce(string_agg(format('%s=%s/%s ', base_, start, due), ''), '') into clocks
		from (select c.base as base_, c.start, c.due from core.clock c where c.ticket = id and c.stopped is null and position(' ' || c.base || '=' in clocks) = 0) c;
		-- mostly a step that some operator may take here
		select x.action, o.operator into act, who from t.tr x join core.unit h on h.code = old.unit
			join core.duty o on (o.duty = x.duty or x.duty = '') and case x.scope when 'self' then o.unit = old.unit
				when 'registrar' then o.unit = old.registered_unit when 'superior' then o.unit = any (h.above)
				when 'above' then o.unit = any (h.above || old.unit) else true end
			where random() < 0.75 and x.kind = kind_ and x.action not in ('', 'register')
				and (x.from_state = old.state or x.append <> '' and random() < case when x.action in ('notify', 'retract')
					and old.state in ('TS30', 'TS31', 'TS51', 'TS60') then 0.5 else 0.05 end)
				and (x.action not in ('withdraw', 'escalate', 'return', 'take') or random() < 0.3)
				and o.operator in ('recv', 'disp', 'back', 'clerk', 'lead', 'station', 'clerk2', 'station2', 'super', 'both', 'team', 'analyst')
			order by random() limit 1;
		if act is null then
			select f.action into act from t.form f order by random() limit 1;
			who := t.pick('{recv,disp,back,clerk,lead,station,clerk2,station2,super,both,team,analyst,admin}'::text[]);
		end if;
		if act = 'agree' and old.kind = 'complaint' and random() < 0.8 then
			perform t.say(who, id, '', 'issue', jsonb_build_object('form', 'X9', 'time', now(), 'place', '电话', 'people', '甲', 'content', '和解', 'sure', 'true'));
			select * into old from core.ticket where ticket = id;
		end if;
		base := case when random() < 0.9 then 'server:' || old.version when random() < 0.5 then 'server:' || old.version - 1
			else t.pick('{"",server:999,op:x,op:00000000-0000-0000-0000-000000000000}'::text[]) end;
		select * into said from t.say(who, id, base, act, t.filled(act, old.unit));
		select * into new from core.ticket where ticket = id;
		reached := case when said.verdict = 'applied' then (select transition from core.event where ticket = id order by n desc limit 1) end;
		insert into t.walk values (p_n, kind_, act, reached, said.verdict,
			concat_ws('; ', t.misstep(old, new, said.verdict, act), case when said.verdict = 'applied' then t.broken(old, new, clocks) end));
		if said.verdict = 'applied' and random() < 0.5 and new.state in ('TS30', 'JB30', 'JB40') then
			clocks := ' ' || t.age(id);
			select * into new from core.ticket where ticket = id;
		end if;
		-- taken back before anybody signed for it: no time had begun
		clocks := case when said.verdict = 'applied' and (act = 'reopen' or act = 'recall' and not exists (select from core.clock c
			where c.ticket = id and c.base = 'D01' and c.stopped is null)) then ' ' else clocks end;
		act := null;
	end loop;
	insert into t.walk select p_n, kind_, 'chain', null, '', core.check_chain(id) where new.ticket is not null;
end $$;

select setseed(:seed_ / 1000000.0);
-- Commits each way before the next begins, as at the centre: within one transaction dead rows would slow it
-- down.
create procedure t.walks(p_many integer) language plpgsql as $$
begin
	for i in 1 .. p_many loop
		perform t.walk(i);
		commit;
	end loop;
end $$;
call t.walks(:sequences);
select diag(format('seed %s: %s ways, %s steps: %s', :'seed_', :'sequences', (select count(*) from t.walk where action <> 'chain'),
	(select string_agg(verdict || ' ' || n, ', ') from (select verdict, count(*) n from t.walk where verdict <> '' group by 1 order by 1) x)));
select is((select string_agg(format('way %s: %s %s %s: %s', n, kind, action, row_code, fault), E'\n')
	from (select * from t.walk where fault <> '' order by n limit 20) x), null, 'nothing is broken, seed ' || :'seed_');
select is((select string_agg(core.check_chain(ticket), ' ') from core.ticket where ticket in (select main from core.merged)), null,
	'the chain of what others were merged into holds');
select is((select count(*) from core.ticket t where (t.state = 'TS95') <> exists (select from core.merged m where m.ticket = t.ticket)
	or exists (select from core.merged m join core.ticket x on x.ticket = m.main where m.ticket = t.ticket
	and (x.kind <> t.kind or x.state = 'TS95' or x.rule_set <> t.rule_set))), 0::bigint, 'what is merged points at what is not');
select is((select count(*) from core.ticket t where t.state in ('JB33', 'JB34') and not exists (
	select from core.link l join core.ticket x on x.ticket = l.other join core.reporter a on a.ticket = t.ticket
		join core.reporter b on b.ticket = x.ticket
	where l.ticket = t.ticket and l.reason in ('repeated', 'merged') and x.kind = 'report' and x.received < t.received
		and x.respondent = t.respondent and (a.phone = b.phone or a.name = b.name and a.name <> '') and x.rule_set <= t.rule_set)), 0::bigint,
	'I13: a repeated report points to an earlier one of the same reporter and respondent: '
	|| (select count(*) from core.ticket where state = 'JB33') || ', and ' || (select count(*) from core.ticket where state = 'JB34') || ' joined');
select is((select count(*) from core.event e join core.clock c on c.ticket = e.ticket and c.base = 'D05' where e.action = 'facts_in'
	and (c.code <> 'D17' or c.start <> (select max(t.received) from core.link l join core.ticket t on t.ticket = l.other
		where l.ticket = e.ticket and t.state = 'JB34' and l.reason = 'merged')
		and c.stopped is null)), 0::bigint, 'I14: and the time of the one it joins begins with the last receipt');
select cmp_ok((select count(distinct n) from t.walk), '>=', least(2000, :sequences)::bigint, 'ways were gone');
select cmp_ok((select count(*) from t.walk where verdict = 'applied' and action <> 'register'), '>', (:sequences * 2)::bigint, 'many steps were applied');
select cmp_ok((select count(*) from t.walk where verdict = 'refused'), '>', (:sequences)::bigint, 'many were refused');
select cmp_ok((select count(*) from t.walk where verdict = 'conflict'), '>', (:sequences / 10)::bigint, 'some were conflicts');
select cmp_ok((select count(distinct row_code) from t.walk where verdict = 'applied'), '>', 60::bigint,
	'rows of the procedure gone: ' || (select count(distinct row_code) from t.walk where verdict = 'applied'));
select cmp_ok((select count(*) from core.pause where stop > start), '>=', (:sequences / 300)::bigint, 'I8: time stood still: '
	|| (select count(*) || ' times, ' || sum(stop - start) || ' days' from core.pause where stop > start));
select cmp_ok((select count(*) from core.event e join core.unit u on u.code = e.to_unit where u.tier = 'S'), '>=', (:sequences / 300)::bigint,
	'I11: steps at an internal unit: ' || (select count(*) from core.event e join core.unit u on u.code = e.to_unit where u.tier = 'S'));
select * from finish();
