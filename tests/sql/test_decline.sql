-- Declining is guided: each ground asks for the texts it needs, the approver sees the document before
-- approving, and the issued document is the one shown.  An office has its own templates and mark.
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
create function pg_temp.say(p_who text, p_name text, p_action text, p_payload jsonb default '{}') returns text language sql as $$
	select case a->>'verdict' when 'refused' then (a->>'field') || ': ' || (a->>'text') else a->>'verdict' end
	from t.tell(p_who, pg_temp.k(p_name), p_action, p_payload) a;
$$;
create function pg_temp.draft(p_who text, p_name text, p_form text, p_fields jsonb default '{}') returns text language sql as $$
	select o->>'d' from t.ask(p_who, format('select api.document_draft(%L, %L, '''', %L) as d', pg_temp.k(p_name), p_form, p_fields)) o;
$$;
create function pg_temp.ticket(p_who text, p_name text) returns jsonb language sql as $$
	select o->'d' from t.ask(p_who, format('select api.ticket(%L) as d', pg_temp.k(p_name))) o;
$$;
insert into k select 'a', t.complaint_in('TS20');
insert into k select 'old', t.complaint_in('TS20', t.complaint() || '{"received": "2026-04-13T10:00:00+08:00", "buydate": "2026-04-01"}');
insert into k select 'e', t.complaint_in('TS40');
insert into k select 'e2', t.complaint_in('TS30');
select plan(39);

-- Each ground has its own questions.
select is(pg_temp.say('clerk', 'a', 'decline', '{"ground": "N3", "detail": "x"}'), 'factors: This must be filled in.', 'not for living needs: one factor at least');
select is(pg_temp.say('clerk', 'a', 'decline', '{"ground": "N3", "detail": "x", "factors": []}'), 'factors: This must be filled in.', 'none is not one');
select is(pg_temp.say('clerk', 'a', 'decline', '{"ground": "N3", "detail": "x", "factors": ["F1", "F9"]}'), 'factors: There is no such code: %s.', 'out of the list');
select is(pg_temp.say('clerk', 'a', 'decline', '{"ground": "N1", "detail": "x", "factors": ["F1"]}'), 'factors: This ground does not ask for it.', 'no factors where they say nothing');
select is(pg_temp.say('clerk', 'a', 'decline', '{"ground": "N5", "detail": "x"}'), 'missing: This must be filled in.', 'no proof: which');
select is(pg_temp.say('clerk', 'a', 'decline', '{"ground": "N5", "detail": "x", "missing": "身份证件", "demanded_on": "2099-01-01"}'),
	'demanded_on: This day lies before the complaint or has not come yet.', 'nobody has asked yet');
select is(pg_temp.say('clerk', 'a', 'decline', '{"ground": "N5", "detail": "x", "missing": "身份证件", "demanded_on": "2026-01-01"}'),
	'demanded_on: This day lies before the complaint or has not come yet.', 'nor before the complaint');
select is(pg_temp.say('clerk', 'a', 'decline', '{"ground": "N7", "detail": "x"}'), 'clause: This must be filled in.', 'other law: which article');
select is(pg_temp.say('clerk', 'a', 'decline', jsonb_build_object('ground', 'N1', 'detail', 'x', 'competent', repeat('x', 101))),
	'competent: This is longer than %s characters.', 'short names');
select is(pg_temp.say('clerk', 'old', 'decline', '{"ground": "O3", "detail": "x", "factors": ["F1"]}'), 'factors: This ground does not ask for it.', 'order 20 knew no factors');

-- before the proposal
select quote_literal('{"ground": "N3", "detail": "一日内购买四十盒。", "factors": ["F3", "F1"], "missing": "用途说明"}'::jsonb
	|| jsonb_build_object('demanded_on', core.day(now()))) as why \gset
select throws_like(format('select pg_temp.draft(%L, %L, %L, %L)', 'clerk', 'a', 'decline', '{"ground": "N3", "detail": "x"}'), '%must be filled in%', 'the draft asks for the same');
select throws_like(format('select pg_temp.draft(%L, %L, %L, %L)', 'clerk', 'a', 'decline', '{"ground": "N3"}'), '%must be filled in%', 'also for what the procedure needs');
create temporary table seen as select pg_temp.draft('clerk', 'a', 'decline', :why) as body;
select ok(body ~ '第〔三〕项' and body ~ '（一）购买商品的数量' and body ~ '（三）不能证明存在已实际购买' and body ~ '尚缺的材料：用途说明'
	and body ~ ('于' || core.day_said(core.day(now())) || '要求') and body ~ '一日内购买四十盒' and body ~ '第三十九条规定的其他途径', 'the document as it would be, composed') from seen;
select ok(body !~ '张三丰', 'who called masked') from seen;
select is((select state from core.ticket where ticket = pg_temp.k('a')), 'TS20', 'nothing has happened yet');
select throws_like(format('select pg_temp.draft(%L, %L, %L)', 'lead', 'a', 'approve'), '%Nothing waits%', 'there is nothing to approve');

-- proposed: the approver sees all of it
select is(pg_temp.say('clerk', 'a', 'decline', :why), 'applied', 'proposed');
select is((pg_temp.ticket('lead', 'a')->'proposal') - '{at,by,label}'::text[], :why::jsonb || '{"what": "decline", "routes": ["1", "2", "4", "5"]}',
	'ground, factors, missing proof, reason and ways');
select is(pg_temp.draft('lead', 'a', 'approve'), (select body from seen), 'and the document');
select is(pg_temp.say('lead', 'a', 'approve'), 'applied', 'approved');
select ok(outcome->>'naccode' = 'N3' and outcome->>'naccontent' = '一日内购买四十盒。' and outcome->'declined'->'routes' = '["1", "2", "4", "5"]'
	and outcome->'declined'->'factors' = '["F3", "F1"]', 'one ground, its reason, the other ways (I4)') from core.ticket where ticket = pg_temp.k('a');
select is(pg_temp.say('clerk', 'a', 'issue', '{"form": "2606"}'), 'applied', 'issued');
select is((select regexp_replace(shown, '第\d+号', '第　号') from core.document where ticket = pg_temp.k('a')), (select body from seen), 'what was shown is what is issued');
select is((select a->>'number' from t.tell('clerk', pg_temp.k('a'), 'issue', '{"form": "2606"}') a), format('杭西市监不受〔%s〕第2号', extract(year from core.day(now()))),
	'the verdict says the number');

-- order 20
select ok(pg_temp.draft('clerk', 'old', 'decline', '{"ground": "O5", "detail": "x", "missing": "身份证件复印件"}') ~ '第〔五〕项情形，依据《市场监督管理投诉举报处理暂行办法》第十五条的规定(.|\n)*尚缺的材料：身份证件复印件', 'order 20 has its own grounds on the form of 2026');
select is(pg_temp.say('clerk', 'old', 'decline', '{"ground": "O5", "detail": "x", "missing": "身份证件复印件"}'), 'applied', 'and ground');

-- ending mediation
select ok(pg_temp.draft('station', 'e', 'terminate', '{"ground": "E6", "found": "N2", "crime": "true", "detail": "法院已受理"}') ~
	'第〔六〕项(.|\n)*法院已受理(.|\n)*第十六条第（二）项(.|\n)*第四十二条(.|\n)*第三十九条', 'what was found since stands in document eight');
select is(pg_temp.say('station', 'e', 'terminate', '{"ground": "E6", "found": "N2", "detail": "法院已受理"}'), 'applied', 'proposed');
create temporary table ended as select pg_temp.draft('lead', 'e', 'approve') as body;
select is(pg_temp.say('lead', 'e', 'approve'), 'applied', 'approved');
select is(pg_temp.say('station', 'e', 'issue', '{"form": "2608", "to": "complainant"}'), 'applied', 'issued');
select is((select regexp_replace(shown, '第\d+号', '第　号') from core.document where ticket = pg_temp.k('e')), (select body from ended), 'as the approver saw it');

-- an office's own template
create function pg_temp.load(p_unit text, p_name text, p_body text) returns void language sql as $$
	select core.load_template(jsonb_build_array(jsonb_build_object('name', p_name, 'body', p_body)), p_unit);
$$;
select throws_like(format('select pg_temp.load(%L, %L, %L)', '330106000', '2607', E'# a\n\n{{office}}\n{{nobody}}'), '2607.txt, line 4: unknown key nobody', 'file and line of an unknown key');
select throws_like(format('select pg_temp.load(%L, %L, %L)', '330106000', '2607', E'# a\n{{complainant_phone?无}}'), '2607.txt, line 2: key not for this reader%', 'and of one that is not for its reader');
select throws_like(format('select pg_temp.load(%L, %L, %L)', '330106000', '2607', E'# a\n\n{{#place}}\nx'), '2607.txt, line 3: this part of a template does not end%', 'and of a part without end');
select throws_like(format('select pg_temp.load(%L, %L, %L)', '330106013', '2607', '# a'), '%not by a station%', 'a station has none of its own');
select pg_temp.load('330106000', '2605', E'# 西湖决定书\n{{number}}\n电话{{contact_phone}}');
select core.load_template((select jsonb_agg(jsonb_build_object('name', form, 'body', body)) from core.template where unit = ''));
select is(core.set_office('330106000', '西湖市监', '0571-88880000', null), '', 'its mark and telephone');
select is(pg_temp.draft('clerk', 'e2', '2605'), format(E'# 西湖决定书\n西湖市监受〔%s〕第　号\n电话0571-88880000\n', extract(year from now())),
	'it stays when everybody''s texts are loaded anew');
select is(core.set_office('330106013', 'x', null, null), 'Documents are issued by an office, not by a station or an internal unit.', 'not a station''s');
select ok(core.set_office('330106000', repeat('长', 21), null, null) like 'A mark has%', 'a mark is short');
select * from finish();
