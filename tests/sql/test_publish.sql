-- Publication of closed complaints (order 121 article 38): only with consent, only what the whitelist names, exactly
-- on record, withdrawn with a reason.
select plan(64);
create function pg_temp.says(p_who text, p_id uuid, p_action text, p_payload jsonb default '{}') returns text language sql as $$
	select coalesce(o->>'text', o->>'verdict') from t.tell(p_who, p_id, p_action, p_payload) o;
$$;
create function pg_temp.clear(p jsonb default '{}') returns jsonb language sql as $$
	select '{"untrue": "false", "secret": "false", "minor": "false"}'::jsonb || p;
$$;
create function pg_temp.feed(p_who text, p_from text default '', p_to text default '') returns setof jsonb language sql as $$
	select t.ask(p_who, format('select * from api.publications(%L, %L, %L)', '', p_from, p_to));
$$;
select core.enrol('analyst', '分析', '0160', '330106000', '{r07}');
select core.enrol('cityan', '市分析', '0161', '330100000', '{r07}');
-- every canary value that a complaint can carry
create temporary table told as select t.complaint() || '{"pname": "欧阳某某", "mobile": "13912345678", "inccall": "13912345678",
	"landtel": "057188889999", "paddr": "机密路9号", "email": "canary@example.com", "cerno": "33010219800101123X",
	"certype": "111", "content": "机密正文canary", "mdsename": "机密商品canary", "brand": "机密品牌", "orderno": "CANARY1",
	"evidence": "机密证据", "injury": "机密伤情", "invaddr": "机密门牌12号", "note": "机密备注", "keyword": "机密词", "problem": "Q0101"}'::jsonb as p;

create temporary table a as select t.complaint_in('TS70', p) as id from told;
select is(pg_temp.says('analyst', t.complaint_in('TS60'), 'publish', pg_temp.clear()), '"%s" is done in state %s by the %s at %s (%s); now it is in state %s.', 'not before it is closed');
select is(pg_temp.says('clerk', id, 'publish', pg_temp.clear()), '"%s" is done by the %s at %s (%s): you do not hold that duty there.', 'not by its handler') from a;
select is(pg_temp.says('analyst', id, 'publish', pg_temp.clear() - 'minor'), 'This must be filled in.', 'what excludes it is asked for') from a;
select is(t.tell('analyst', id, 'publish', pg_temp.clear('{"secret": "true"}'))->>'field', 'secret', 'a secret is not published') from a;
select is(pg_temp.says('analyst', id, 'publish', pg_temp.clear('{"untrue": "true"}')), 'This complaint is not published: %s.', 'nor what proved untrue') from a;
create temporary table shown as
	select t.ask('analyst', format('select api.ticket(%L) as d', id))->'d'->'publication_draft' as draft from a;
select is(pg_temp.says('analyst', id, 'publish', pg_temp.clear()), 'applied', 'published') from a;
select is(left(t.state(id), 4), 'TS85', 'it is published') from a;
select is(draft, body, 'whoever publishes has seen the text before') from shown, core.publication;
select is(t.ask('analyst', format('select api.ticket(%L) as d', id))->'d'->'publication_draft', null, 'which is over once it is published') from a;
select is(t.ask('analyst', format('select api.ticket(%L) as d', t.complaint_in('TS70', p || '{"agreepub": "false"}')))->'d'->'publication_draft', null,
	'nothing would be published without consent') from told;
select is(array(select jsonb_object_keys(body) order by 1), '{area,closed,goods,problem,received,respondent,result}'::text[],
	'the whitelist and nothing else') from core.publication;
select is(body->>'respondent' || '|' || (body->>'area') || '|' || (body->>'result'), '杭州某某食品有限公司|杭州市西湖区|达成调解协议',
	'respondent, area, result') from core.publication;
select is(body->>'goods', '粮食加工品', 'goods by their class') from core.publication;
select is(body->>'problem' <> '' and body->>'received' is not null and (body->>'closed')::date = core.day(now()), true, 'problem and days') from core.publication;
create temporary view canary as select '欧阳|13912345678|057188889999|机密|canary|CANARY|33010219800101123X'::text as them;
select ok(not body::text ~ them, 'no canary in the text') from core.publication, canary;
select ok(not o::text ~ them, 'nor in the feed') from pg_temp.feed('analyst') o, canary;
select is((select count(*) from pg_temp.feed('analyst')), 1::bigint, 'the feed has it');
select is((select count(*) from pg_temp.feed('cityan')), 1::bigint, 'the city''s too');
select is((select count(*) from pg_temp.feed('clerk2')), 0::bigint, 'another county''s has not');
select is((select count(*) from pg_temp.feed('analyst', '2099-01-01')), 0::bigint, 'not in other days');
select throws_like($$ select * from pg_temp.feed('analyst', 'x') $$, '%not a date%', 'a day is a day');
select throws_like($$ select t.ask('shanghai', 'select * from api.publications(''330106000'', '''', '''')') $$, '%not yours%', 'whoever works elsewhere asks for nothing');
select throws_ok('update core.publication set body = ''{}''', 'P0001', 'core.publication is append-only', 'what was published is never changed');
select is(e.payload->'published', p.body, 'it stands in the chain as it was published')
from core.event e join core.publication p using (ticket) where e.action = 'publish';

-- called back after publication; archived; published after the call back
select is(pg_temp.says('back', id, 'callback', '{"result": "1", "satisfied": "5"}'), 'applied', 'called back though published') from a;
select is(left(t.state(id), 4), 'TS85', 'it stays published') from a;
select is(pg_temp.says('analyst', id, 'unpublish', '{}'), 'This must be filled in.', 'withdrawn with a reason only') from a;
select is(pg_temp.says('analyst', id, 'unpublish', '{"reason": "当事人异议"}'), 'applied', 'withdrawn') from a;
select is(left(t.state(id), 4), 'TS80', 'it is called back, as it was') from a;
select ok((select o->>'withdrawn' from pg_temp.feed('analyst') o) is not null, 'the feed says that it is withdrawn');
select is((select o ? 'reason' from pg_temp.feed('analyst') o), false, 'but not why');
select is(pg_temp.says('analyst', id, 'publish', pg_temp.clear()), 'applied', 'published after the call back') from a;
select is((select count(*) from core.publication), 2::bigint, 'both are on record');
select is(pg_temp.says('analyst', id, 'archive'), 'applied', 'archived as published') from a;
select is(pg_temp.says('lead', id, 'unpublish', '{"reason": "有误"}'), 'applied', 'withdrawn from the archive too') from a;
select is(left(t.state(id), 4), 'TS90', 'it stays there') from a;
select is(pg_temp.says('lead', id, 'unpublish', '{"reason": "有误"}'), 'Nothing is published of this complaint.', 'once') from a;

-- The list of what awaits publication: agreed, not excluded, not published before.
create function pg_temp.waiting(p_who text) returns setof uuid language sql as $$
	select (o->>'ticket')::uuid from t.ask(p_who, 'select * from api.worklist('''', ''publish'', '''', 50)') o;
$$;
create temporary table w as select t.complaint_in('TS70', p) as id, t.complaint_in('TS70', p || '{"agreepub": "false"}') as no,
	t.complaint_in('TS70', p || '{"ageband": "1"}') as minor from told;
select ok(exists (select from pg_temp.waiting('analyst') x where x = id), 'a closed complaint whose complainant agreed awaits its publication') from w;
select ok(not exists (select from pg_temp.waiting('analyst') x where x in (no, minor)), 'not without consent, nor what is excluded') from w;
select is(o->>'n', (select count(*)::text from pg_temp.waiting('analyst')), 'the counter says as many') from t.ask('analyst', 'select * from api.counters('''')') o
where o->>'queue' = 'publish';
select throws_like($$ select pg_temp.waiting('clerk') $$, '%There is no such list%', 'it is a list of whoever publishes');
select t.told('analyst', id, 'publish', pg_temp.clear()) from w;
select ok(not exists (select from pg_temp.waiting('analyst') x where x = id), 'published, it is gone from there') from w;
select t.told('analyst', id, 'unpublish', '{"reason": "当事人异议"}') from w;
select ok(not exists (select from pg_temp.waiting('analyst') x where x = id), 'and does not come back when that is withdrawn') from w;

-- Archiving comes after publication, or the note says why there is none.
create temporary table ar as select t.complaint_in('TS70', p) as id, t.complaint_in('TS70', p || '{"agreepub": "false"}') as no,
	t.complaint_in('TS70', p || '{"ageband": "1"}') as minor, t.complaint_in('TS70', p) as after from told;
select is(t.no('analyst', id, 'archive'), 'note: Its publication is still to come: publish it first, or say in the note why not.', 'what may be published is published first') from ar;
select is(t.no('analyst', id, 'archive', '{"note": "  "}') like 'note: %publish it first%', true, 'blanks say nothing') from ar;
select is(t.no('analyst', id, 'archive', '{"note": "所诉不实"}'), 'applied', 'or the note says why it is not') from ar;
select is(t.no('analyst', no, 'archive'), 'applied', 'who did not agree holds nothing up') from ar;
select is(t.no('analyst', minor, 'archive'), 'applied', 'nor what is never published') from ar;
select t.told('analyst', after, 'publish', pg_temp.clear()) from ar;
select is(t.no('analyst', after, 'archive'), 'applied', 'published, it goes') from ar;

-- Reopening withdraws the publication in the same operation.
create temporary table b as select t.complaint_in('TS70', p) as id from told;
select t.told('analyst', id, 'publish', pg_temp.clear()) from b;
select is((select count(*) from t.ask('back', 'select * from api.worklist(''330100000'', ''callback'', '''', 50)') o, b where (o->>'ticket')::uuid = id),
	1::bigint, 'what is published still waits for its call back');
select is(pg_temp.says('super', id, 'reopen', '{"reason": "原处理有误"}'), 'applied', 'handled anew') from b;
select is(e.reason, '原处理有误', 'the publication is withdrawn with it') from core.publication_end e join b on id = ticket;

-- without consent, and excluded complaints
create temporary table c as select t.complaint_in('TS70', p || '{"agreepub": "false"}') as id from told;
select is(pg_temp.says('analyst', id, 'publish', pg_temp.clear()), 'The complainant has not agreed that it is published.', 'not without consent') from c;
create temporary table d as select t.complaint_in('TS20', p) as id from told;
select t.told('recv', id, 'withdraw', '{"how": "1"}') from d;
select is(pg_temp.says('analyst', id, 'publish', pg_temp.clear()), 'This complaint is not published: %s.', 'not what was withdrawn') from d;
create temporary table e as select t.complaint_in('TS31', p) as id from told;
select t.told('clerk', id, 'reply', '{"handleadvice": "不予受理", "notify": "2"}') from e;
select t.told('lead', id, 'approve') from e;
select is(pg_temp.says('analyst', id, 'publish', pg_temp.clear()), 'This complaint is not published: %s.', 'nor what was declined') from e;
create temporary table f as select t.complaint_in('TS70', p || '{"ageband": "1"}') as id from told;
select is(pg_temp.says('analyst', id, 'publish', pg_temp.clear()), 'This complaint is not published: %s.', 'nor a minor''s') from f;
-- A natural person as respondent is masked; so are numbers in a name.
create temporary table g as select t.complaint_in('TS70', p || '{"invname": "李知行"}') as id from told;
select t.told('analyst', id, 'publish', pg_temp.clear()) from g;
select is(body->>'respondent', '李**', 'a natural person''s name is masked') from core.publication join g on id = ticket;
select is((select string_agg(n || '=' || core.is_enterprise(n), ' ') from unnest('{李知行,王景行,赵部,欧阳店生,买买提·艾山江作坊,张三(网店),店主张三,张三,欧阳某某,王坊,""}'::text[]) n
	where core.is_enterprise(n)), null, 'people whose names end like a shop''s are people');
select is((select string_agg(n || '=' || core.is_enterprise(n), ' ') from unnest('{赵氏商行,某某超市,工商银行,张三经营部,杭州某某水果店,老王家豆腐坊,西湖区某某五金厂,某公司(古墩路店),中国银行古墩路支行,某某大药房连锁门市部}'::text[]) n
	where not core.is_enterprise(n)), null, 'and shops are shops');
create temporary table h as select t.complaint_in('TS70', p || '{"invname": "杭州某小吃店13912345678"}') as id from told;
select is(pg_temp.says('analyst', id, 'publish', pg_temp.clear()), 'applied', 'a number in the name of a shop') from h;
select is(body->>'respondent', '杭州某小吃店***', 'is masked') from core.publication join h on id = ticket;
create temporary table i as select t.complaint_in('TS70', p || '{"invname": "欧阳某某小吃店"}') as id from told;
select is(pg_temp.says('analyst', id, 'publish', pg_temp.clear()), 'The text to be published would tell who complained.', 'nothing that names the complainant') from i;
select core.set_setting('publish_wait_days', '30');
create temporary table j as select t.complaint_in('TS70', p) as id from told;
select is(pg_temp.says('analyst', id, 'publish', pg_temp.clear()), 'It may be published %s days after it was closed.', 'an office may wait') from j;
select core.set_setting('publish', '0');
select is(pg_temp.says('analyst', id, 'publish', pg_temp.clear()), 'Publication is switched off here.', 'or not publish') from j;
select * from finish();
