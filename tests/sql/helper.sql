-- helper.sql -- loaded into the template of every test: operators, and calls made by real logins.
create schema t;
create extension pgtap schema t;
create extension dblink schema t;
create extension plpgsql_check schema t;

select core.enrol('recv', '王芳', '0123', '330100000', '{r01}');
select core.enrol('disp', '李强', '0124', '330100000', '{r03}');
select core.enrol('back', '赵敏', '0125', '330100000', '{r08}');
select core.enrol('clerk', '陈静', '0201', '330106000', '{r04,r05}');
select core.enrol('lead', '周伟', '0202', '330106000', '{r06}');
select core.enrol('station', '吴磊', '0301', '330106013', '{r04,r05}');
select core.enrol('clerk2', '郑洁', '0401', '330105000', '{r04,r05}');
select core.enrol('station2', '孙浩', '0501', '330105007', '{r04,r05}');
select core.enrol('super', '钱峰', '0001', '330000000', '{r09,r03,r06}');
select core.enrol('admin', '管理员', '0999', '330100000', '{r10}');
select core.enrol('shanghai', '沪一', '0900', '310000000', '{r01,r03,r09}');

create table t.store (who text primary key, store uuid default gen_random_uuid(), seq bigint default 0);

-- Runs a statement as a logged-in operator; returns rows as JSON.
create function t.login(p_who text) returns void language plpgsql as $$
begin
	if not p_who = any (coalesce(t.dblink_get_connections(), '{}')) then
		perform t.dblink_connect(p_who, format('host=%s dbname=%s user=%s',
			current_setting('unix_socket_directories'), current_database(), p_who));
	end if;
end $$;

create function t.ask(p_who text, p_sql text) returns setof jsonb language plpgsql as $$
begin
	perform t.login(p_who);
	return query select * from t.dblink(p_who, 'select pg_catalog.to_jsonb(x) from (' || p_sql || ') x') as r(o jsonb);
end $$;

-- Runs one statement of any kind, outside a query.
create function t.run(p_who text, p_sql text) returns text language plpgsql as $$
begin
	perform t.login(p_who);
	return t.dblink_exec(p_who, p_sql);
end $$;

create function t.store_of(p_who text) returns uuid language sql as $$
	insert into t.store (who) values (p_who) on conflict (who) do update set who = excluded.who returning store;
$$;

create function t.tell(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}',
	p_base text default null, p_op uuid default gen_random_uuid()) returns jsonb language plpgsql as $$
declare
	n bigint;
	answer jsonb;
begin
	perform t.store_of(p_who);
	update t.store set seq = seq + 1 where who = p_who returning seq into n;
	p_base := coalesce(p_base, (select 'server:' || version from core.ticket where ticket = p_ticket), '');
	select x into answer from t.ask(p_who, format('select * from api.tell(%L, %L, %s, %L, %L, %L, 1, %L)',
		p_op, t.store_of(p_who), n, p_ticket, p_base, p_action, p_payload)) x;
	return answer->'detail' || jsonb_build_object('verdict', answer->'verdict', 'op', p_op);
end $$;

create function t.number(p_who text, p_day text default to_char(now(), 'YYYYMMDD')) returns text
language plpgsql as $$
declare
	l jsonb;
begin
	select x into l from t.ask(p_who, format('select * from api.lease(%L, %L, 1)', t.store_of(p_who),
		gen_random_uuid())) x;
	return (l->>'unit') || p_day || lpad(l->>'first', 8, '0');
end $$;

create function t.complaint() returns jsonb language sql as $$
	select jsonb_build_object('kind', 'complaint', 'call', gen_random_uuid(), 'received', now() - interval '5 minutes',
		'incform', '1', 'line', '12315', 'inccall', '13800138000', 'pname', '张三丰', 'mobile', '13800138000',
		'sex', '1', 'paddr', '杭州市西湖区文三路1号', 'invname', '杭州某某食品有限公司', 'invdiv', '330106013',
		'invaddr', '西湖区古墩路12号', 'objtype', '10101', 'mdsename', '年糕', 'invoam', '128.00',
		'buydate', '2026-11-01', 'demand', '["04","07"]'::jsonb, 'content', '购买的年糕发霉,要求退货赔偿。',
		'agreepub', 'true', 'agreeent', 'true', 'suggest', '330106000');
$$;

create function t.report() returns jsonb language sql as $$
	select t.complaint() - '{demand,agreepub,agreeent}'::text[] || '{"kind": "report"}';
$$;

create function t.enquiry() returns jsonb language sql as $$
	select jsonb_build_object('kind', 'enquiry', 'call', gen_random_uuid(), 'received', now(), 'incform', '1',
		'inccall', '057188888888', 'content', '七日无理由退货怎么计算?');
$$;

create function t.register(p_payload jsonb default t.complaint(), p_who text default 'recv') returns uuid
language plpgsql as $$
declare
	id uuid := gen_random_uuid();
	answer jsonb;
begin
	answer := t.tell(p_who, id, 'register', p_payload || jsonb_build_object('regno', t.number(p_who)));
	if answer->>'verdict' <> 'applied' then
		raise exception 'register: %', answer;
	end if;
	return id;
end $$;

-- The steps from registration to a state, as in the story.
create function t.told(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns void
language plpgsql as $$
declare
	answer jsonb := t.tell(p_who, p_ticket, p_action, p_payload);
begin
	if answer->>'verdict' <> 'applied' then
		raise exception '% by %: %', p_action, p_who, answer;
	end if;
end $$;

-- The answer to a step in one line: applied, or the field and the sentence of the refusal.
create function t.no(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text language sql as $$
	select case a->>'verdict' when 'refused' then (a->>'field') || ': ' || (a->>'text') else a->>'verdict' end
	from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
-- The running clocks.
create function t.clocks(p_ticket uuid) returns text language sql as $$
	select coalesce(string_agg(base, ' ' order by base), '') from core.clock where ticket = p_ticket and stopped is null;
$$;
create function t.day(p_days integer default 0) returns text language sql as $$ select (core.day(now()) + p_days)::text; $$;

-- Issues the paper on which an agreement without a mediation paper rests.
create function t.record(p_who text, p_ticket uuid) returns void language sql as $$
	select t.told(p_who, p_ticket, 'issue', jsonb_build_object('form', 'X9', 'time', now(), 'place', '电话', 'people', '吴磊', 'content', '双方同意。',
		'sure', 'true')); -- regardless of what the ticket has on record
$$;

create function t.complaint_in(p_state text, p_payload jsonb default t.complaint()) returns uuid
language plpgsql as $$
declare
	id uuid := t.register(p_payload);
begin
	if p_state = 'TS10' then return id; end if;
	perform t.told('disp', id, 'assign', '{"unit": "330106000"}');
	if p_state = 'TS11' then return id; end if;
	perform t.told('clerk', id, 'sign');
	if p_state = 'TS20' then return id; end if;
	if p_state = 'TS31' then
		perform t.told('clerk', id, 'decline', jsonb_build_object('ground',
			(select case rule_set when '20' then 'O1' else 'N1' end from core.ticket where ticket = id),
			'detail', '不属于职责'));
		perform t.told('lead', id, 'approve');
		return id;
	end if;
	perform t.told('clerk', id, 'accept', '{"mode": "1", "notify": "2"}');
	if p_state = 'TS30' then return id; end if;
	perform t.told('clerk', id, 'pass', '{"unit": "330106013"}');
	perform t.told('station', id, 'mediate',
		'{"consent_complainant": "true", "consent_respondent": "true", "method": "5"}');
	if p_state = 'TS40' then return id; end if;
	if p_state = 'TS51' then
		perform t.told('station', id, 'terminate', jsonb_build_object('ground',
			(select case rule_set when '20' then 'G4' else 'E3' end from core.ticket where ticket = id),
			'detail', '双方无法达成协议'));
		perform t.told('lead', id, 'approve');
		return id;
	end if;
	perform t.record('station', id);
	perform t.told('station', id, 'agree', '{"paper": "performed", "redecolos": "128.00", "detail": "退款128元"}');
	if p_state = 'TS50' then return id; end if;
	perform t.told('station', id, 'reply', '{"handleadvice": "已退款,双方无争议。", "notify": "2"}');
	if p_state = 'TS60' then return id; end if;
	perform t.told('lead', id, 'approve');
	return id;
end $$;

create function t.report_in(p_state text, p_payload jsonb default t.report()) returns uuid
language plpgsql as $$
declare
	id uuid := t.register(p_payload);
begin
	if p_state = 'JB10' then return id; end if;
	perform t.told('disp', id, 'assign', '{"unit": "330106000"}');
	if p_state = 'JB11' then return id; end if;
	perform t.told('clerk', id, 'sign');
	if p_state = 'JB20' then return id; end if;
	if p_state = 'JB21' then
		perform t.told('lead', id, 'extend', '{"reason": "案情复杂"}');
	elsif p_state = 'JB31' then
		perform t.told('lead', id, 'nofile', '{"ground": "R2d", "detail": "查无实据"}');
	elsif p_state = 'JB30' then
		perform t.told('lead', id, 'file', '{"caseno": "杭西市监立〔2026〕1号", "officers": "张三,李四", "R1a": "true", "R1b": "true", "R1c": "true", "R1d": "true"}');
	end if;
	return id;
end $$;

create function t.state(p_ticket uuid) returns text language sql as $$
	select state || ' ' || unit from core.ticket where ticket = p_ticket;
$$;
