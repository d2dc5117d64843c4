-- An operator who may not know the reporter learns nothing by trying documents or texts; the attempts of one
-- who may are counted and recorded (order 121 article 37).
select plan(43);
create temporary table k (name text primary key, id uuid);
create function pg_temp.k(p_name text) returns uuid language sql as $$ select id from k where name = p_name $$;
create function pg_temp.say(p_who text, p_ticket uuid, p_action text, p_payload jsonb default '{}') returns text language sql as $$
	select case a->>'verdict' when 'refused' then (a->>'field') || ': ' || (a->>'text') else a->>'verdict' end
	from t.tell(p_who, p_ticket, p_action, p_payload) a;
$$;
insert into k select 't', t.complaint_in('TS40');
-- No draft and no document of an operator who may not know the reporter tells whether a guess is right.
create function pg_temp.draft(p_who text, p_id uuid, p_form text, p_fields jsonb) returns text language plpgsql as $$
begin
	return (select o->>'d' from t.ask(p_who, format('select api.document_draft(%L, %L, '''', %L) as d', p_id, p_form, p_fields)) o);
exception when others then
	return sqlerrm;
end $$;
insert into k select 'g', t.report_in('JB31', t.report() || '{"pname": "赵举报", "mobile": "13700000007", "inccall": "13700000007"}');
create temporary table guess as select i, jsonb_build_object('recipient', '某局', 'until', core.day(now()) + 9, 'content', v) as f
from unnest('{问赵举报,问王举报,电话13700000007,电话13700000008}'::text[]) with ordinality v(v, i);
select core.enrol('chief9', '督办', '0161', '330000000', '{r09}');
select is((select count(distinct regexp_replace(pg_temp.draft(w, pg_temp.k('g'), form, f), '赵举报|王举报|1370000000[78]', 'x', 'g')) || ' '
		|| bool_or(pg_temp.draft(w, pg_temp.k('g'), form, f) like '%would tell%') from guess),
	case when form = 'X8' and w in ('clerk', 'lead', 'super') or form = 'X5' and w in ('lead', 'chief9', 'super', 'disp') then '2 false' else '1 false' end,
	w || ' learns nothing by drafting ' || form)
from unnest('{clerk,lead,super,chief9,admin,back,recv,disp}'::text[]) w, unnest('{X5,X8}'::text[]) form;
select is((select string_agg(pg_temp.say('chief9', pg_temp.k('g'), 'issue', f || '{"form": "X5"}'), ' ' order by i) from guess), 'applied applied applied applied',
	'nor by issuing what he may');
select is((select count(*) from audit.lookup where operator = 'chief9'), 0::bigint, 'nothing was compared');
select is(pg_temp.draft('recv', pg_temp.k('g'), 'X8', (select f from guess where i = 2)), 'This document is issued by: %s.', 'a draft asks for the duty that issues');
select is(pg_temp.draft('back', pg_temp.k('t'), '2605', '{}'), 'This document is issued by: %s.', 'of a complaint too');
-- Guesses of an operator who may know the reporter are counted.
select is((select string_agg(pg_temp.say('clerk', pg_temp.k('g'), 'issue', f || '{"form": "X8"}'), ' ' order by i) from guess),
	'content: This would tell the reader who reported. applied content: This would tell the reader who reported. applied',
	'what names him is not issued');
select is((select string_agg(found::text, ' ' order by n) from audit.lookup where operator = 'clerk'), '1 0 1 0', 'each comparison is on record, also of what was refused');
select core.set_setting('lookup_hourly', '4');
select is(pg_temp.say('clerk', pg_temp.k('g'), 'issue', (select f from guess where i = 4) || '{"form": "X8"}'), ': Too many numbers were looked up in this hour.', 'and there is an end to it');
select core.set_setting('lookup_hourly', '300');
-- Text typed into a step stands in the timeline, where everybody who sees the report reads it.
insert into k select 'v', t.report_in('JB20', t.report() || '{"pname": "赵举报", "mobile": "13700000007", "inccall": "13700000007"}');
create temporary table never as select 'This would say who reported: leave it out.' as said;
select is(pg_temp.say('clerk', pg_temp.k('v'), action, p), k || ': ' || (select said from never), action || ' does not name him')
from (values ('verify', 'detail', '{"detail": "赵举报称", "place": "店", "conclusion": "x"}'::jsonb), ('verify', 'conclusion', '{"detail": "x", "conclusion": "13700000007来电属实"}'),
	('propose', 'detail', '{"what": "file", "detail": "赵举报所述属实"}'), ('propose', 'evidence', '{"what": "file", "detail": "x", "evidence": "赵举报的照片"}'),
	('note', 'note', '{"note": "已联系赵举报"}'), ('pause', 'detail', jsonb_build_object('reason', '1', 'since', core.day(now()), 'detail', '赵举报送检')),
	('return', 'detail', '{"reason": "8", "detail": "赵举报"}')) x(action, k, p);
select is(pg_temp.say('lead', pg_temp.k('v'), 'nofile', '{"ground": "R2d", "detail": "赵举报所述不实"}'), 'detail: ' || (select said from never), 'nor does the decision');
select t.told('lead', pg_temp.k('v'), 'nofile', '{"ground": "R2d", "detail": "查无实据"}');
select is(pg_temp.say('clerk', pg_temp.k('v'), 'conclude', '{"handleadvice": "已告知赵举报"}'), 'handleadvice: ' || (select said from never), 'nor the conclusion');
select is((select count(*) from audit.lookup where found = 1 and operator in ('clerk', 'lead') and digest in (select core.number_digest(p::text)
	from (values ('{"handleadvice": "已告知赵举报"}'::jsonb), ('{"ground": "R2d", "detail": "赵举报所述不实"}')) x(p))), 2::bigint, 'each is on record');
select is(pg_temp.say('chief9', pg_temp.k('v'), 'note', '{"note": "赵举报"}') || ' ' || pg_temp.say('disp', pg_temp.k('v'), 'note', '{"note": "赵举报"}'), 'applied applied',
	'of who may not know nothing is compared');
-- Every field that identifies the reporter, not only name and telephone.
create temporary table full_report as select t.report() || '{"pname": "赵举报", "mobile": "13700000007", "landtel": "0571-87654321",
	"inccall": "13700000009", "paddr": "西湖区文三路18号3幢502室", "email": "zhao.jubao@example.cn",
	"cerno": "330106198001011235", "certype": "111", "sex": "1", "nationality": "中国"}' as p;
insert into k select 'w', t.report_in('JB20', p) from full_report;
select is(pg_temp.say('clerk', pg_temp.k('w'), 'note', jsonb_build_object('note', '反映人：' || v || '，已核实')), 'note: ' || said, x || ' is not said')
from full_report, never, unnest(core.identifying()) x, lateral (select p->>x as v) y where v <> '' order by x;
select is(pg_temp.say('clerk', pg_temp.k('w'), 'note', '{"note": "来信（ ZHAO.JUBAO@example.cn ）称"}'), 'note: ' || said, 'in any width and case') from never;
select is(pg_temp.say('clerk', pg_temp.k('w'), 'note', '{"note": "男性反映人称中国产食品过期"}'), 'applied', 'what identifies nobody is said');
select * from finish();
