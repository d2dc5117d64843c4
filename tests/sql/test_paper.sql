-- Documents: every form filled as its golden text, numbers without gaps, and no person named to a reader who
-- may not know. GANGSHAO_GOLDEN=write rewrites tests/data/paper.
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
create function pg_temp.say(p_who text, p_ticket uuid, p_action text, p_payload jsonb, p_op uuid default gen_random_uuid())
returns text language sql as $$
	select case a->>'verdict' when 'refused' then (a->>'field') || ': ' || (a->>'text') else a->>'verdict' end
	from t.tell(p_who, p_ticket, p_action, p_payload, null, p_op) a;
$$;
-- One step as if it were being taken, on a fixed day.
create function pg_temp.step(p_ticket uuid, p_who text, p_payload jsonb, p_unit text default '330106000') returns core.step
language plpgsql as $$
declare
	s core.step;
begin
	s.t := (select t from core.ticket t where ticket = p_ticket);
	s.who := core.who_is(p_who);
	s.payload := p_payload;
	s.at := '2026-10-20 10:00+08';
	s.by_unit := p_unit;
	return s;
end $$;
-- A ticket with everything decided: this test holds what is printed, not how the ticket got there.
create function pg_temp.decided(p_name text, p_payload jsonb, p_rules text) returns void language plpgsql as $$
declare
	id_ uuid := t.register(p_payload || jsonb_build_object('received', '2026-10-12T09:30:00+08:00', 'buydate', '2026-10-01'));
begin
	update core.ticket set unit = '330106013', rule_set = p_rules, regno = '3301000002026101200000001',
		outcome = jsonb_build_object('naccode', case p_rules when '20' then 'O3' else 'N3' end,
			'declined', '{"factors": ["F1", "F3"], "demanded_on": "2026-10-14", "missing": "购物凭证、消费用途的说明"}'::jsonb,
			'naccontent', '所购商品数量与通常消费习惯明显不符，且不能证明与被投诉人之间存在消费者权益争议。',
			'ground', case p_rules when '20' then 'G4' else 'E3' end, 'handleadvice', '双方无法达成协议，已告知其他途径。',
			'caseno', '杭西市监立〔2026〕12号', 'nofile', 'R2d', 'callback', '1', 'satisfied', '5')
	where ticket = id_;
	insert into k values (p_name, id_);
end $$;
create function pg_temp.fields() returns jsonb language sql as $$
	select '{"recipient": "杭州市西湖区市场监督管理局", "until": "2026-11-10", "time": "2099-11-02T09:30:00+08:00",
		"place": "文新市场监督管理所调解室", "people": "吴磊、孙浩", "materials": "身份证件复印件\n购物凭证",
		"basis": "《中华人民共和国食品安全法》第一百一十五条", "content": "被投诉人于2026年11月9日前退还货款128元。\n双方再无其他争议。",
		"contact": "吴磊", "contact_phone": "0571-88880000", "copies": "1", "pages": "6", "days": "3", "respondent_head": "陈立",
		"served": "投诉受理决定书 杭西市监受〔2026〕第7号", "method": "直接送达"}'::jsonb;
$$;
select pg_temp.decided('c121', t.complaint() || '{"certype": "111", "cerno": "11010519491231002X", "agent": "李代理,13900139000"}', '121');
select pg_temp.decided('c20', t.complaint() || '{"certype": "111", "cerno": "11010519491231002X"}', '20');
select pg_temp.decided('r121', t.report() || '{"cerno": "11010519491231002X"}', '121');
select pg_temp.decided('r20', t.report() || '{"cerno": "11010519491231002X"}', '20');

-- every form for every reader it has
create temporary table sheet as
select d.code as form, d.tbl, kind, a as audience, x.body, x.shown
from core.code d, unnest(string_to_array(d.extra->>'kinds', ' ')) kind, unnest(string_to_array(d.extra->>'to', ' ')) a,
	lateral core.document_make(pg_temp.step(pg_temp.k(left(kind, 1) || split_part(d.tbl, '_', 2)), 'station',
		pg_temp.fields(), '330106013'), d, a, coalesce(core.document_named('330106000', d, 2026, '7'), '')) x
where d.tbl in ('document_121', 'document_20') and a <> case kind when 'report' then 'complainant' else 'reporter' end;
select plan(79);
select is((select string_agg(code, ' ' order by code) from core.code where tbl in ('document_121', 'document_20')
	and code not in (select form from sheet)), null, 'every form was filled');
select is((select count(distinct form) from sheet), 22::bigint, 'ten of 2026 and twelve of penalties and our own');
select is((select string_agg(form, ' ') from sheet where body ~ '\{\{|\}\}'), null, 'no place is left open');

create temporary table printed as
select form || case when n > 1 then '-' || kind || '-' || audience else '' end as name, body
from (select *, count(*) over (partition by form) as n from (select distinct on (form, kind, audience) * from sheet
	order by form, kind, audience, tbl) y) x;
select jsonb_object_agg(name, body) from printed \g |python3 ./paper_golden.py write
\set golden `python3 ./paper_golden.py`
create temporary table golden as select key as name, value as body from jsonb_each_text(:'golden');
select is((select string_agg(coalesce(p.name, g.name), ' ') from printed p full join golden g using (name)
	where p.body is distinct from g.body), null, 'each reads as its sample in tests/data/paper');

-- required elements
create function pg_temp.text(p_form text, p_audience text default null) returns text language sql as $$
	select body from sheet where form = p_form and (p_audience is null or audience = p_audience) order by tbl, kind limit 1;
$$;
select is((select count(*) from regexp_matches(pg_temp.text('2606'), '^[■□]（.）', 'gn')), 7::bigint, 'form six lists seven grounds');
select is((select string_agg(name, '') from core.code where tbl = 'nonaccept_121' and position(name in pg_temp.text('2606')) = 0), null, 'verbatim');
select is((select count(*) from regexp_matches(pg_temp.text('2606'), '■', 'g')), 1::bigint, 'and marks one');
select ok(pg_temp.text('2606') ~ '第〔三〕项' and pg_temp.text('2606') ~ '■（三）', 'the right one');
select is((select count(*) from regexp_matches(pg_temp.text('2608', 'respondent'), '^[■□]（.）', 'gn')), 8::bigint, 'form eight lists eight');
select is((select string_agg(name, '') from core.code where tbl = 'mediation_end_121' and parent = ''
	and position(name in pg_temp.text('2608', 'respondent')) = 0), null, 'verbatim');
select is((select count(*) from sheet, regexp_matches(body, '^[■□]（.）', 'gn') where form = '2606' and tbl = 'document_20'), 6::bigint, 'six under the old rules');
select is((select count(*) from sheet, regexp_matches(body, '^[■□]（.）', 'gn') where form = '2608' and audience = 'complainant'
	and tbl = 'document_20'), 7::bigint, 'and seven');
select is((select string_agg(form || ' ' || m[1] || ' ' || m[2], ' ' order by form) from sheet, regexp_matches(body, '依据《([^》]+)》(第[^的]+)的规定，我局决定') m
	where form in ('2606', '2608') and tbl = 'document_20' and audience = 'complainant'),
	'2606 市场监督管理投诉举报处理暂行办法 第十五条 2608 市场监督管理投诉举报处理暂行办法 第二十一条', 'of the old law, on the forms of 2026');
select is((select string_agg(distinct form, ' ') from sheet where form in ('2606', '2608')
	and body !~ '《中华人民共和国消费者权益保护法》第三十九条规定' or form ~ '^26' and body ~ '向有关行政部门投诉'), null,
	'the other ways of article 39 are told, and not the one just taken');
select is((select string_agg(code, ' ') from core.code where tbl ~ '^document_(121|20)$' and code ~ '^19'), null,
	'no form of 2019 is left to be issued (repealed in April 2026)');
select is((select string_agg(distinct form, ' ') from sheet where form ~ '^26' and form !~ '(01|02)$'
	and (body !~ '〔2026〕第7号' or body !~ '@seal 杭州市西湖区市场监督管理局\|2026年10月20日')), null,
	'each has number, seal and day; a station acts in the name of its county');
select ok(pg_temp.text('2607') ~ '自收到本通知书之日起3日内对调解人员提出回避申请' and pg_temp.text('2607') ~ '2099年11月2日9时30分', 'form seven has time and recusal');
select ok(pg_temp.text('2610') ~ '食品安全法》第一百一十五条', 'form ten names the law');
select ok(pg_temp.text('2609') ~ '13800138000' and pg_temp.text('2609') ~ '文三路1号', 'form nine has how both are reached');

-- I17: every form, every reader, every key of a person, with values that stand nowhere else
create function pg_temp.canary(p_ticket uuid, p_prefix text) returns void language plpgsql as $$
declare
	d jsonb := (select jsonb_object_agg(x, p_prefix || x) from unnest(core.personal()) x) || '{"certype": "111"}';
begin
	update core.caller set detail = d where ticket = p_ticket;
	update core.reporter set detail = d where ticket = p_ticket;
end $$;
select pg_temp.canary(id, 'ZZ') from k;
create temporary table canary as
select d.code as form, kind, a as audience, x.body, x.shown
from core.code d, unnest(string_to_array(d.extra->>'kinds', ' ')) kind, (select code as a from core.code where tbl = 'document_to') a,
	lateral (select core.document_fill((select string_agg(f.code || '={{' || f.code || '}}', E'\n') from core.code f
			where f.tbl = 'document_field' and f.code not in ('grounds', 'routes')), core.document_data(s, d, a, '7')) as body,
		core.document_fill((select string_agg(f.code || '={{' || f.code || '}}', E'\n') from core.code f
			where f.tbl = 'document_field' and f.code not in ('grounds', 'routes')), core.document_masked(core.document_data(s, d, a, '7'))) as shown
		from pg_temp.step(pg_temp.k(left(kind, 1) || split_part(d.tbl, '_', 2)), 'clerk', '{}') s) x
where d.tbl in ('document_121', 'document_20');
select is((select string_agg(distinct form || '/' || audience, ' ') from canary where kind = 'report'
	and audience not in ('internal', 'reporter') and body ~ 'ZZ'), null, 'no form could tell anybody but the reporter who he is');
select is((select string_agg(distinct form || '/' || m[1], ' ') from canary, regexp_matches(body, 'ZZ([a-z]+)', 'g') m
	where kind = 'complaint' and audience in ('respondent', 'office', 'authority') and m[1] <> 'pname'), null,
	'a respondent, an office get the name of the complainant and nothing else');
select is((select string_agg(distinct m[1], ' ' order by m[1]) from canary, regexp_matches(body, 'ZZ([a-z]+)', 'g') m
	where kind = 'complaint' and audience = 'both'), 'agent joint mobile paddr pname', 'form nine what the agreement needs');
select is((select string_agg(distinct form, ' ') from canary where shown ~ 'ZZ(mobile|paddr|cerno|agent|joint)'), null, 'the masked text shows none');
select throws_like($$ select core.load_template('[{"name": "2607", "body": "{{complainant_phone}}"}]') $$, '%not for this reader%', 'nor can a template ask for it');
select throws_like($$ select core.load_template('[{"name": "X8", "body": "{{reporter}}"}]') $$, '%not for this reader%', 'or for the reporter');
select throws_like($$ select core.load_template('[{"name": "2607", "body": "{{secret_key}}"}]') $$, '%unknown key%', 'unknown keys are refused');
select throws_like($$ select core.load_template('[{"name": "2607", "body": "{{#place}}x"}]') $$, '%does not end%', 'parts end');
select throws_like($$ select core.load_template('[{"name": "2607", "body": "{{/place}}"}]') $$, '%not begun%', 'and begin');
select throws_like($$ select core.load_template('[{"name": "2607", "body": "{{place"}]') $$, '%braces%', 'braces match');
select throws_like($$ select core.load_template('[{"name": "9999", "body": "x"}]') $$, '%no such form%', 'forms are known');

-- no text becomes markup
create temporary table evil (v text);
insert into evil select x || y from unnest(array['# ', '## ', '| a | b ', '---', '===', '>> ', '<< ', '@seal a|b', '\', '{{office}}', E'a\n# b',
	E'a\r\n---', E'a\u2028| b', E'\u202e# ', E'\t#', '　# ', '|', E'x\n\n\n===']) x, unnest(array['', '恶意']) y;
select is((select string_agg(quote_literal(v), ' ') from evil, regexp_split_to_table(core.document_fill(E'{{content}}\n', jsonb_build_object('content', v)), E'\n') l
	where l ~ '^(#|\||---|===|>>|<<|@)' ), null, 'a paragraph stays a paragraph');
select is((select string_agg(quote_literal(v), ' ') from evil where core.document_fill('{{content}}', jsonb_build_object('content', v, 'office', 'X')) ~ 'X'),
	null, 'a value is not read as a template');
select is((select string_agg(quote_literal(v), ' ') from evil, core.document_fill('| a | {{content}}', jsonb_build_object('content', v)) b
	where b ~ E'[\n\r\u2028\t\u202e]' or b ~ '^\| a \| (.*[^\\])?(\\\\)*\|'), null, 'a cell stays a cell');
select is(core.document_fill(E'{{place}}{{content}}', '{"place": "-", "content": "--"}'), '\---', 'nor do two values make a rule together');
select is((select string_agg(quote_literal(v), ' ') from evil where core.document_fill('@seal {{office}}|日', jsonb_build_object('office', v)) ~ E'\n'), null, 'a seal is one line');
select is(core.document_fill(E'a\n{{#place}}\nb {{place}}\n{{/place}}\nc\n', '{}'), E'a\nc\n', 'an empty part leaves no line');
select is(core.document_fill(E'{{#routes}}\n{{.no}}{{.text}}\n{{/routes}}\nc', '{"routes": [{"no": 1, "text": "#x"}, {"no": 2, "text": "y"}]}'), E'1#x\n2y\nc', 'a list repeats');
select is((select string_agg(core.document_fill(w, '{"content": "双方已和解。"}'), '|' order by n) from unnest(array['因{{content}}，不再调解。', '因{{content}}。', '因{{content}}',
	'因{{content}}\n，', '（{{content}}）', '因{{content}}；{{content}}、{{place?无}}']) with ordinality w (w, n)),
	'因双方已和解，不再调解。|因双方已和解。|因双方已和解。|因双方已和解。\n，|（双方已和解。）|因双方已和解；双方已和解、无', 'a sentence within a sentence gives up its full stop');
select is(core.document_fill('因{{content}}，', '{"content": "Acme Co., Ltd."}'), '因Acme Co., Ltd.，', 'an abbreviation keeps its point');

-- issuing
insert into k select 't', t.complaint_in('TS40');
create function pg_temp.form(p_form text, p_more jsonb default '{}') returns jsonb language sql as $$
	select pg_temp.fields() || jsonb_build_object('form', p_form) || p_more;
$$;
select is(pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form('2607')), 'to: Say for whom this document is: %s.', 'one of two readers is named');
select is(pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form('2607', '{"to": "reporter"}')), 'to: Say for whom this document is: %s.', 'and no third');
select is(pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form('2607', '{"to": "respondent"}') - 'time'), 'time: This must be filled in.', 'what the form needs is asked for');
select is(pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form('2606')), 'form: This document can be issued in the states %s (%s).', 'nobody declines what was not declined');
select is(pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form('2608', '{"to": "respondent"}')), 'form: This document can be issued in the states %s (%s).', 'nor ends what goes on');
select is(pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form('2610')), 'form: This document is not for a ticket of this kind.', 'kinds differ');
select is((select string_agg(f::text, ' ') from generate_series(1901, 1912) f
	where pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form(f::text)) <> 'form: There is no such code: %s.'), null, 'the forms of 2019 are no more');
select is(pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form('2607', '{"to": "respondent", "days": ""}')), 'days: This must be filled in.',
	'no law sets the days for asking for another mediator: who issues it says them');
select is(pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form('X5')), 'form: This document is issued by: %s.', 'each form has its duties');
\set op '''99999999-0000-4000-8000-000000000001'''
select is(pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form('2607', '{"to": "respondent"}'), :op), 'applied', 'issued');
select is((select number || ' ' || unit from core.document where ticket = pg_temp.k('t')),
	format('杭西市监调通〔%s〕第1号 330106000', extract(year from core.day(now()))), 'the number of the county''s series');
select is((select count(*) from t.ask('station', format('select * from api.tell(%L, %L, 999, %L, %L, ''issue'', 1, %L)', :op::uuid,
	t.store_of('station'), pg_temp.k('t'), (select 'server:' || version from core.ticket where ticket = pg_temp.k('t')), pg_temp.form('2607', '{"to": "respondent"}'))) x where x->'detail'->>'replay' = 'true'), 1::bigint, 'told again it is the same');
select is((select count(*) || ' ' || max(last) from core.document d, core.document_serial where ticket = pg_temp.k('t')), '1 1', 'and draws no number');
select is(pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form('2605')), 'applied', 'another family');
select is(pg_temp.say('station', pg_temp.k('t'), 'void_document', '{"document": "9", "reason": "时间有误"}'), 'document: There is no such document.', 'only what there is');
select is(pg_temp.say('station', pg_temp.k('t'), 'void_document', '{"document": "1", "reason": "时间有误"}'), 'applied', 'who issued it declares it void');
select is(pg_temp.say('station', pg_temp.k('t'), 'void_document', '{"document": "1", "reason": "x"}'), 'document: This document is void already.', 'once');
select is(pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form('2607', '{"to": "respondent"}')), 'applied', 'it is issued again');
select is((select string_agg(serial::text, ' ' order by n) from core.document where ticket = pg_temp.k('t') and family = '调通'), '1 2', 'under the next number');
select is(pg_temp.say('lead', pg_temp.k('t'), 'void_document', '{"document": "2", "reason": "重复"}'), 'applied', 'the leader may too');
select is((select jsonb_path_query_array(o->'ticket'->'documents', '$[*].voided') @> 'null' and jsonb_array_length(o->'ticket'->'documents') = 3
	from t.ask('station', format('select api.ticket(%L)', pg_temp.k('t'))) o), true, 'the ticket lists them');

-- One decision has one number, regardless of the party served.
create function pg_temp.invite(p_to text, p_more jsonb default '{}') returns text language sql as $$
	select pg_temp.say('station', pg_temp.k('t'), 'issue', pg_temp.form('2607', jsonb_build_object('to', p_to) || p_more));
$$;
create function pg_temp.numbers() returns text language sql as $$
	select string_agg(audience || serial, ' ' order by n) from core.document where ticket = pg_temp.k('t') and family = '调通' and n > 2;
$$;
select is(pg_temp.invite('complainant', '{"materials": "购物凭证"}') || ' ' || pg_temp.numbers(), 'applied respondent2 complainant2',
	'the other side gets its copy under the same number');
select is(pg_temp.invite('respondent', '{"time": "2099-11-09T09:30:00+08:00", "sure": "true"}') || ' ' || pg_temp.numbers(),
	'applied respondent2 complainant2 respondent3', 'another time is another decision');
select is(pg_temp.invite('complainant', '{"time": "2099-11-09T09:30:00+08:00", "sure": "true"}') || ' ' || pg_temp.numbers(),
	'applied respondent2 complainant2 respondent3 complainant3', 'which is sent to both as well');
select is(pg_temp.invite('complainant', '{"time": "2099-11-09T09:30:00+08:00", "sure": "true"}') || ' ' || right(pg_temp.numbers(), 12),
	'applied complainant4', 'nobody gets two under one number');
create function pg_temp.supervise(p_recipient text) returns text language sql as $$
	select pg_temp.say('lead', pg_temp.k('t'), 'issue', pg_temp.form('X5', jsonb_build_object('recipient', p_recipient)));
$$;
select is(pg_temp.supervise('文新市场监督管理所') || pg_temp.supervise('古荡市场监督管理所'), 'appliedapplied', 'an order to two offices');
select is((select count(distinct number) || ' ' || count(distinct copy) from core.document where ticket = pg_temp.k('t') and form = 'X5'), '1 2',
	'has one number');

-- An issued document never changes.
select throws_like('update core.document set body = body', '%append-only%', 'nothing is changed');
select throws_like('delete from core.document_void', '%append-only%', 'nothing is taken back');
select is((select string_agg(what, ' ') from core.verify_ticket()
	where ticket = pg_temp.k('t')), null, 'events vouch for the documents');
select core.load_template((select jsonb_agg(jsonb_build_object('name', form, 'body', '新文本{{office}}')) from core.template));
select is((select o->>'body' from t.ask('station', format('select * from api.document(%L, 1)', pg_temp.k('t'))) o),
	(select shown from core.document where ticket = pg_temp.k('t') and n = 1), 'a new template changes no old document');
select is((select o->>'document_draft' from t.ask('station', format('select api.document_draft(%L, ''2605'', '''', ''{}'')', pg_temp.k('t'))) o),
	E'新文本杭州市西湖区市场监督管理局\n', 'but every new one');
select core.load_template('[{"name": "2605", "body": "共用"}, {"name": "2605@330106000", "body": "西湖自用"}, {"name": "2605@330106000@2099-01-01", "body": "将来"}]');
select is(core.template_of('2605', '330106000', '2026-11-24') || core.template_of('2605', '330105000', '2026-11-24')
	|| core.template_of('2605', '330106000', '2099-01-01'), E'西湖自用\n共用\n将来\n', 'an office has its own text, and from a day on');

-- The caller's identity is given out on record only.
select ok((select o->>'body' !~ '张三丰' and (o->>'masked')::boolean from t.ask('station', format('select * from api.document(%L, 1)', pg_temp.k('t'))) o),
	'the name is masked');
create temporary table token as select (o->>'reveal_request')::uuid as id
from t.ask('station', format('select api.reveal_request(%L, ''document:1'', ''打印文书'')', pg_temp.k('t'))) o;
select is((select o->>'value' from t.ask('station', format('select * from api.reveal_redeem(%L)', (select id from token))) o),
	(select body from core.document where ticket = pg_temp.k('t') and n = 1), 'whole by request and redemption');
select throws_like(format($$ select * from t.ask('shanghai', 'select * from api.document(''%s'', 1)') $$, pg_temp.k('t')), '%no such ticket%', 'not for strangers');

-- Text typed by staff must not name a reporter.
insert into k select 'm', t.register(t.complaint() || '{"call": "77777777-0000-4000-8000-000000000001"}');
insert into k select 'n', t.register(t.report() || '{"call": "77777777-0000-4000-8000-000000000001", "pname": "赵举报", "mobile": "13700000007", "inccall": "13700000007"}');
select throws_like(format($$ select core.document_leak(core.who_is('recv'), t, 'respondent', '举报人电话13700000007') from core.ticket t where ticket = '%s' $$, pg_temp.k(x)),
	'%who reported%', 'nobody is told who reported, ' || x) from unnest('{m,n}'::text[]) x;
select lives_ok(format($$ select core.document_leak(core.who_is('recv'), t, 'respondent', '投诉人张三丰') from core.ticket t where ticket = '%s' $$, pg_temp.k('m')),
	'the complainant may be named');
insert into k select 's', t.report_in('JB31', t.report() || '{"secret": "true"}');
select is(pg_temp.say('lead', pg_temp.k('s'), 'issue', pg_temp.form('2602')), 'form: This document is issued by: %s.', 'who signs does not print who reported');
select * from finish();
