-- Takes every row of the procedure once under each rule set: other rows lead a fresh ticket from its
-- registration to where the row begins, then the row is taken, all by logged-in operators who hold only the
-- duty the row needs. Prints a TAP line for each row and rule set.  A new row needs here: a payload of its
-- action in steps.sql (t.form); a line in t.before or t.by_way for anything that must exist before it; a line
-- in t.not_under with the reason where a rule set refuses it.
\ir steps.sql
create table t.rule_set (code text primary key, received timestamptz, ground text[], ending text[]);
insert into t.rule_set values ('121', now() - interval '1 hour', '{N1}', '{E3}'),
	('20', '2026-03-02T10:00:00+08:00', '{O1}', '{G4}');
-- Rows that one rule set refuses, with the sentence of the refusal.
create table t.not_under (row_code text, rule_set text, sentence text, why text, primary key (row_code, rule_set));
insert into t.not_under select unnest('{t47,x209,t48,x214,x509,x525,x526}'::text[]), '20', '%s knows no repeated report',
	'order 20 knows no repeated report';
insert into t.not_under select code, '20', 'knows no demand for proof of identity', 'order 20 knew no demand for proof of identity'
from t.tr where code = 't09' or from_state = 'TS21';
-- Entries the file must have before an action, or one row, is possible.
create table t.before (what text primary key, first text);
insert into t.before values ('retract', 'notify'), ('void_document', 'issue'), ('leave', 'join'), ('represent', 'join'),
	('consent', 'represent'), ('revoke', 'empower'), ('x222', 'disclose'), ('x223', 'disclose'),
	('x646', 'pause'), ('x647', 'pause'), ('x648', 'pause'), ('x649', 'pause'), ('settle_dispute', 'dispute'),
	('designate', 'dispute'), ('alert_close', 'alert'), ('t23', 'notify');
-- Payload that a row without a condition needs where an earlier row takes the usual value.
create table t.otherwise (row_code text primary key, payload jsonb);
insert into t.otherwise select code, case action when 'odr_result' then '{"result": "2", "redecolos": ""}'::jsonb else '{"result": "2"}' end
from t.tr where action in ('odr_result', 'settle_dispute') and only_when = '';
-- Further intake facts that a row needs: under order 20 only an anonymous reporter is not told.
create table t.intake (row_code text, rule_set text, payload jsonb, primary key (row_code, rule_set));
insert into t.intake select c, '20', '{"anon": "true", "pname": "", "mobile": "", "inccall": "", "paddr": ""}' from unnest('{x212,x213,x221,x223}'::text[]) c;
insert into t.intake select c, r, '{"major": "true", "inckind": "i01", "evegrade": "2", "dead": "0", "injured": "3", "ongoing": "true", "place": "某处"}' from unnest('{x970,x971}'::text[]) c, unnest('{121,20}'::text[]) r;
-- Registrations made in haste, which still lack something.
insert into t.intake select c, i.rule_set, i.payload || case when c between 'x975' and 'x979' then '{"invname": ""}' else '{"paddr": ""}' end::jsonb
from t.intake i, unnest('{x972,x973,x974,x975,x976,x977,x978,x979}'::text[]) c where i.row_code = case when c between 'x975' and 'x979' then 'x971' else 'x970' end;
-- Rows whose starting state the shortest way reaches in an unsuitable form.
create table t.by_way (row_code text primary key, way text[]);
insert into t.by_way values ('x972', '{x970,t02}'), ('x973', '{x970,t02,t06}'), ('x974', '{x970,t02,t06}'), ('x975', '{x971,t41}'),
	('x976', '{x971,t41,t42}'), ('x977', '{x971,t41,t42}'), ('x978', '{x971,t41,t42,t43}'), ('x979', '{x971,t41,t42,t43}'), ('x600', '{t01,x21}'), ('x812', '{t01,t02,t06,t11,x304,x47}'), ('x23', '{t01,t02,t06,x32,x22}'), ('x27', '{t40,t41,t42,x35,x26}'),
	('x749', '{t01,t02,t06,t10,t15,t21,t24,t25,t31,x751}'), ('x750', '{t01,t02,t06,t10,t15,t21,t24,t25,t31,x751}');
-- The state in which rows of any state are tried; otherwise the handler's state.
create table t.tried_in (kind text, action text, duty text, state text, primary key (kind, action, duty));
insert into t.tried_in values ('complaint', 'issue', 'r08', 'TS80'), ('complaint', 'void_document', 'r08', 'TS80'),
	-- the matter that is told has come about
	('complaint', 'notify', 'r05', 'TS30'), ('complaint', 'notify', 'r04', 'TS30'), ('report', 'notify', 'r05', 'JB31'),
	('report', 'notify', 'r04', 'JB31'), ('complaint', 'retract', 'r05', 'TS30'), ('complaint', 'retract', 'r04', 'TS30'),
	('report', 'retract', 'r05', 'JB31'), ('report', 'retract', 'r04', 'JB31'),
	('complaint', 'note', '', 'TS70'), ('report', 'note', '', 'JB70'), ('enquiry', 'note', '', 'ZX20'),
	-- elsewhere the registering unit is a superior of the holder
	('complaint', 'urge', 'r09', 'TS10'), ('report', 'urge', 'r09', 'JB10'), ('enquiry', 'urge', 'r09', 'ZX10');
-- Rows not used as a way to a state when another row leads there.
create table t.detour (action text primary key, cost integer);
insert into t.detour values ('withdraw', 50), ('void', 50), ('reopen', 50), ('escalate', 50), ('take', 50), ('recall', 50),
	('merge', 50), ('reject', 50), ('decline', 5), ('terminate', 5);

-- States that no step reaches, with the reason.
create table t.unreached (state text primary key, why text);
insert into t.unreached values ('TS00', 'a draft is on its desk alone'), ('JB00', 'a draft is on its desk alone'),
	('ZX00', 'a draft is on its desk alone');

insert into core.unit (code, name, short_name, parent, tier, division, above, epoch) values ('330100901', '杭州市市场监督管理局消保处',
	'消保处', '330100000', 'S', '3301', '{330100000,330000000,100000000}', 1);
select core.enrol(format('m%s_%s', d.code, u), d.code, '1', u, array[d.code]) from core.code d,
	unnest('{330000000,330100000,330106000,330106013}'::text[]) u where d.tbl = 'role';
create table t.result (row_code text, rule_set text, step text, fault text);
-- Rows that only add to the file are taken on a ticket that another such row left unmoved.
create table t.at_hand (kind text, state text, rule_set text, ticket uuid, primary key (kind, state, rule_set));
create table t.place (unit text primary key, below text);
insert into t.place values ('330000000', '330100000'), ('330100000', '330106000'), ('330106000', '330106013'), ('330106013', '330106013');

-- The cheapest way to every state of a kind.  Rows without an action are followed by hand, so that one
-- missing action is one fault.
create table t.way (kind text, state text, cost integer, codes text[], primary key (kind, state));
create function t.find_ways() returns void language plpgsql as $$
declare
	n integer := 1;
begin
	insert into t.way select distinct on (kind, to_state) kind, to_state, 1, array[code] from t.tr
	where action = 'register' order by kind, to_state, code;
	while n > 0 loop
		insert into t.way as w select distinct on (r.kind, r.to_state) r.kind, r.to_state, o.cost + c.cost, o.codes || r.code
		from t.tr r join t.way o on o.kind = r.kind and o.state = r.from_state left join t.detour d using (action),
			lateral (select 1 + coalesce(d.cost, 0) + case when r.target in ('keep', 'below') then 0
				when r.target = 'sender' then 5 else 40 end + case r.action when '' then 100 else 0 end as cost) c
		where r.to_state not in ('', '<', r.from_state) and r.from_state <> ''
		order by r.kind, r.to_state, o.cost + c.cost, r.code
		on conflict (kind, state) do update set cost = excluded.cost, codes = excluded.codes where excluded.cost < w.cost;
		get diagnostics n = row_count;
	end loop;
end $$;
select t.find_ways();

-- The operator who takes the row on this ticket: with the one duty, at the unit the row names.
create function t.actor_of(r t.tr, k core.ticket) returns text language sql stable as $$
	select format('m%s_%s', coalesce(nullif(r.duty, ''), 'r05'), case
		when r.scope = 'registrar' then k.registered_unit
		when r.scope = 'superior' and r.target = 'sender' then k.route[cardinality(k.route)]
		when r.scope = 'superior' then '330000000'
		when r.duty = '' then k.unit
		else coalesce(k.unit, '330100000') end);
$$;

-- A correctly filled form for this row on this ticket.
create function t.filled(r t.tr, k core.ticket) returns jsonb language plpgsql as $$
declare
	p jsonb := coalesce((select payload from t.form where action = r.action), '{}');
	key text := regexp_replace(split_part(r.only_when, '=', 1), '^[-+]', '');
	main text := (select x.regno from core.ticket x where x.kind = k.kind and x.rule_set = k.rule_set order by x.received limit 1);
begin
	p := p || case when r.need ~ '\yunit\y' then jsonb_build_object('unit', case r.target
			when 'sibling' then '330100901' when 'self' then k.unit else (select below from t.place where unit = k.unit) end) else '{}' end
		|| case when p ? 'main' then jsonb_build_object('main', main, 'consent', 'true') else '{}' end
		|| case when r.need ~ '\yearlier\y' then jsonb_build_object('earlier', main) else '{}' end
		|| case r.action when 'notify' then t.notice_of(k.kind, k.state)
			when 'issue' then coalesce((select jsonb_build_object('form', d.code, 'to', (array_remove(string_to_array(d.extra->>'to', ' '),
					case k.kind when 'report' then 'complainant' else 'reporter' end))[1], 'time', now(),
					'recipient', '某局', 'people', '甲', 'place', '某处', 'materials', '身份证', 'contact_phone', '057100000000',
					'basis', '某法第一条', 'sure', 'true')
				from core.code d where d.tbl = 'document_' || k.rule_set and k.kind = any (string_to_array(d.extra->>'kinds', ' '))
					and (r.duty = any (string_to_array(d.extra->>'duties', ' ')))
					and (d.extra->>'states' = '*' or k.state = any (string_to_array(d.extra->>'states', ' ')))
					and (coalesce(d.extra->>'outcome', '') = '' or k.outcome ? (d.extra->>'outcome'))
				order by d.extra->>'to' like '%reporter%', coalesce(d.extra->>'word', '') = '', d.sort limit 1), '{}')
			else '{}' end
		|| case when k.rule_set = '20' and p->>'ground' like 'N%' then '{"ground": "O1"}'::jsonb
			when k.rule_set = '20' and p->>'ground' like 'E%' then '{"ground": "G3"}' else '{}' end;
	p := p || coalesce((select payload from t.otherwise where row_code = r.code), '{}');
	return case left(r.only_when, 1) when '' then p when '-' then p - key
		when '+' then jsonb_build_object(key, case key when 'basis' then '某法第一条' else '是' end) || p
		else p || jsonb_build_object(key, split_part(r.only_when, '=', 2)) end;
end $$;

-- Whether the clocks are as the row says.
create function t.clocks_of(r t.tr, k core.ticket) returns text language sql stable as $$
	select string_agg(format('"%s" was not done', item), ', ') from (
		select item, m[1] as verb, m[2] as base from regexp_split_to_table(r.clock, ';') item,
			lateral regexp_match(item, '^(\w+) ([\w*]+)(?:@\w+)?(?:\?(\w+))?$') m
		where m[3] is null or case m[3] when 'county' then core.is_county(k.unit) else core.setting(m[3]) = '1' end) x
	where case verb
		when 'stop' then exists (select from core.clock c where c.ticket = k.ticket and (x.base in (c.base, '*')) and c.stopped is null)
		-- A step that tells all parties leaves no clock running; an entry may be one of several.
		when 'told' then exists (select from core.clock c where c.ticket = k.ticket and c.base = x.base and c.stopped is null)
			and (r.append = '' or coalesce((select bool_and(y.told is not null) from core.to_tell(k.ticket) y where y.base = x.base), false))
		when 'extend' then not exists (select from core.clock c where c.ticket = k.ticket and c.base = x.base and c.extended > 0)
		when 'pause' then exists (select from core.clock c where c.ticket = k.ticket and c.base = x.base and c.stopped is null)
			and not exists (select from core.pause p where p.ticket = k.ticket and p.base = x.base and p.stop is null)
		when 'resume' then exists (select from core.pause p where p.ticket = k.ticket and p.base = x.base and p.stop is null)
		else exists (select from core.deadline_rule d where d.base = x.base and (d.length is not null or verb = 'until')
				and core.day(k.received) between d.valid_from and d.valid_to)
			and not exists (select from core.clock c where c.ticket = k.ticket and c.base = x.base and c.stopped is null) end;
$$;

create function t.registered(r t.tr, p_rule_set text, p_more jsonb) returns jsonb language plpgsql as $$
declare
	p jsonb := case r.kind when 'complaint' then t.complaint() when 'report' then t.report() else t.enquiry() end;
	at timestamptz := (select received from t.rule_set where code = p_rule_set);
	n integer := (select count(*) from core.ticket);
	id uuid := gen_random_uuid();
begin
	-- Each starts a little after the one before, so that the first is the earliest.
	p := p - '{buydate,disputedate}'::text[] || jsonb_build_object('received', at + n * interval '1 second', 'regno', t.number('mr01_330100000')) || p_more;
	if r.only_when <> '' then
		p := case left(r.only_when, 1) when '-' then p else jsonb_build_object(substr(r.only_when, 2), '七日') || p end;
	end if;
	return jsonb_build_object('ticket', id) || t.tell('mr01_330100000', id, 'register', p);
end $$;

create function t.last_row(p_ticket uuid) returns text language sql as $$
	select transition from core.event where ticket = p_ticket order by n desc limit 1;
$$;

-- One row on one ticket; returns the fault, or null.  Checks the clocks where the row is the last.
create function t.one_row(r t.tr, p_ticket uuid, p_from text, p_last boolean) returns text language plpgsql as $$
declare
	old core.ticket;
	new core.ticket;
	said jsonb;
	p jsonb;
	above text;
begin
	select * into old from core.ticket where ticket = p_ticket;
	p := t.filled(r, old);
	said := t.tell(t.actor_of(r, old), p_ticket, r.action, p);
	select * into new from core.ticket where ticket = p_ticket;
	select parent into above from core.unit where code = old.unit;
	return case
		when said->>'verdict' <> 'applied' then format('%s %s: %s %s', said->>'verdict', said->>'field', said->>'text', said->>'args')
		when t.last_row(p_ticket) <> r.code then format('%s stands before it: this row is never taken', t.last_row(p_ticket))
		when new.state <> case r.to_state when '' then old.state when '<' then p_from else r.to_state end
			then format('it leads to %s', new.state)
		when new.unit <> case r.target when 'keep' then old.unit when 'registrar' then old.registered_unit
				when 'sender' then old.route[cardinality(old.route)] when 'parent' then above
				when 'own' then right(t.actor_of(r, old), 9) else coalesce(nullif(p->>'unit', ''), old.unit) end
			then format('the ticket is then with %s', new.unit)
		when p_last then t.clocks_of(r, new) end;
end $$;

-- Takes the way to a row, then the row; each step is committed before the next begins.
create procedure t.gone(r t.tr, p_rule_set text) language plpgsql as $$
declare
	way text[] := (select way from t.by_way where row_code = r.code);
	state_ text := case when r.from_state in ('*', '**') then coalesce(
		(select state from t.tried_in x where x.action = r.action and x.duty = r.duty and x.kind = r.kind),
		case r.kind when 'complaint' then 'TS20' when 'report' then 'JB20' else 'ZX30' end) else r.from_state end;
	said jsonb;
	id uuid;
	s t.tr;
	came text := '';
	fault text;
	first_ text := (select first from t.before where what in (r.action, r.code));
	firsts text[] := '{}';
	i text;
	more jsonb := coalesce((select payload from t.intake where row_code = r.code and rule_set = p_rule_set), '{}');
begin
	way := coalesce(way, (select codes from t.way where kind = r.kind and state = state_), array[r.code]);
	select ticket into id from t.at_hand x where x.kind = r.kind and x.state = state_ and x.rule_set = p_rule_set
		and r.append <> '' and first_ is null;
	if found then
		way := '{}';
		said := '{"verdict": "applied"}';
	elsif r.from_state = '' then
		way := '{}';
		said := t.registered(r, p_rule_set, more);
	else
		select * into s from t.tr where code = way[1];
		said := t.registered(s, p_rule_set, more);
	end if;
	id := coalesce(id, (said->>'ticket')::uuid);
	if said->>'verdict' <> 'applied' then
		fault := said::text;
	elsif r.from_state = '' then
		fault := case when t.last_row(id) <> r.code then t.last_row(id) || ' stands before it' else t.clocks_of(r, x) end
		from core.ticket x where x.ticket = id;
	end if;
	commit;
	while first_ is not null loop
		firsts := (select code from t.tr where action = first_ and kind = r.kind and from_state in (state_, '*', '**')
			order by (duty, scope) = (r.duty, r.scope) desc, code limit 1) || firsts;
		select first into first_ from t.before where what = first_;
	end loop;
	foreach i in array way[2:] || firsts || r.code loop
		exit when fault is not null or r.from_state = '';
		select * into s from t.tr where code = i;
		if s.action = '' then
			came := s.from_state;
			update core.ticket set state = s.to_state where ticket = id;
		else
			if s.action = 'agree' then -- on the record on which such an agreement rests
				perform t.tell(t.actor_of(s, x), id, 'issue', jsonb_build_object('form', 'X9', 'time', now(), 'place', '电话',
					'people', '甲', 'content', '和解', 'sure', 'true')) from core.ticket x where x.ticket = id;
			end if;
			fault := t.one_row(s, id, came, i = r.code);
			came := case when s.to_state in ('', s.from_state) then came else s.from_state end;
			if fault is not null and i <> r.code then
				fault := format('on the way, %s %s: %s', i, s.action, fault);
			end if;
		end if;
		commit;
	end loop;
	if fault is null and r.from_state <> '' and not exists (select from t.way where kind = r.kind and state = state_) then
		fault := format('no way leads to %s', state_);
	end if;
	insert into t.at_hand select r.kind, state_, p_rule_set, id where r.append <> '' and fault is null on conflict do nothing;
	insert into t.result values (r.code, p_rule_set, concat_ws(' ', r.action, coalesce(nullif(r.from_state, ''), 'new') || '→'
		|| case r.to_state when '' then '=' else r.to_state end, 'by', coalesce(nullif(r.duty, ''), 'anybody'), r.scope), fault);
	commit;
end $$;

create procedure t.matrix() language plpgsql as $$
declare
	r t.tr;
	v text;
begin
	for v in select code from t.rule_set order by code loop
		-- The main tickets of merges come first.
		for r in select x.* from t.tr x where action <> '' order by code not in ('t06', 't42') loop
			call t.gone(r, v);
		end loop;
	end loop;
end $$;
\set quiet
call t.matrix();
select plan((select count(*)::integer from t.result) + (select count(*)::integer from t.tr where action = '')
	+ (select count(*)::integer from core.state) + 3);
select ok(well, title) || coalesce(E'\n' || diag(case when not well then hint end), '') from (
	select case when x.row_code is null then r.fault is null else coalesce(position(x.sentence in r.fault) > 0, false) end as well,
		format('%s/%s %s', r.row_code, r.rule_set, r.step) || coalesce(' is refused: ' || x.why, '') as title,
		case when r.fault is null then 'it was applied: take it out of t.not_under' when r.fault like '%refused%' then r.fault
			|| E'\n(a payload of the action in steps.sql, what must stand before it in t.before, t.by_way or t.intake here,'
			|| ' or, where a rule set refuses it, the sentence and reason in t.not_under)'
			else r.fault end as hint
	from t.result r left join t.not_under x on x.row_code = r.row_code and x.rule_set = r.rule_set) y;
select ok(false, format('%s %s %s→%s: no action takes it; give it one (sql/function/act_*.sql, src/action/*.c)', code, name, from_state,
	to_state)) from t.tr where action = '';
-- Every state is reached by a step, and every open one is left by one.
select ok(case when u.state is not null then not reached else reached and (left_ or not s.open) end,
	format('%s %s: %s', s.code, s.name, coalesce('not reached: ' || u.why, case when u.state is null and not reached
		then 'no step leads here; say why in t.unreached' when s.open and not left_ then 'open, and no step leads out' else 'reached' end)))
from core.state s left join t.unreached u on u.state = s.code, lateral (
	select exists (select from t.tr r where r.to_state = s.code) as reached,
		exists (select from t.tr r where r.from_state = s.code and r.to_state not in ('', s.code)) as left_) x order by s.code;
select is((select string_agg(x.regno || ': ' || y, E'\n') from core.ticket x, t.untold(x) y where y is not null), null,
	'no clock that asks for a notice has stopped without one, under either rule set');
select is((select string_agg(row_code || '/' || rule_set, ' ') from t.not_under where row_code not in (select code from t.tr)), null,
	'what is refused under a rule set are rows of the procedure');
select is((select string_agg(distinct r.code, ' ') from t.tr r cross join t.rule_set s where r.action <> '' and not exists (
	select from t.result x where x.row_code = r.code and x.rule_set = s.code)), null, 'every row was tried under each rule set');
select * from finish();
