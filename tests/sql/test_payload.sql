-- test_payload.sql -- a payload holds what the fields of its action allow and nothing else.
begin;
select plan(56);

create temporary table k as select t.complaint_in('TS30') as id;
create function pg_temp.events() returns bigint language sql as $$ select count(*) from core.event where ticket = (select id from k) $$;
create temporary table n as select pg_temp.events() as was;
create function pg_temp.said(p_payload jsonb, p_action text default 'note') returns text language sql as $$
	select case a->>'verdict' when 'refused' then concat_ws('|', a->>'field', a->>'text', a->'args'->>0) else a->>'verdict' end
	from t.tell('clerk', (select id from k), p_action, p_payload) a;
$$;

select is(pg_temp.said(p::jsonb), '|This step has no field named "%s".|n', 'an unknown key is named: ' || left(p, 40))
from unnest(array['{"note":"x","n":99999999999999999999}', '{"note":"x","n":1e400}', '{"note":"x","n":1e131071}', '{"note":"x","n":1e-16000}',
	'{"note":"x","n":' || repeat('[', 70) || repeat(']', 70) || '}', '{"note":"x","n":' || repeat('{"a":', 70) || '1' || repeat('}', 71),
	'{"note":"x","n":"' || repeat('长', 30000) || '"}', '{"note":"x","n":null}', '{"note":"x","n":true}', '{"note":"x","n":""}']) p;
select is(pg_temp.said(jsonb_build_object('note', 'x', E'a\x1b[2Jb', 'y')), '|This step has no field named "%s".|a?[2Jb', 'its name is shown without control characters');
select is(pg_temp.said(p::jsonb), 'note|The field "%s" does not hold a value of this kind.|note', 'what is no text: ' || left(p, 30))
from unnest(array['{"note":1}', '{"note":1e400}', '{"note":true}', '{"note":["x"]}', '{"note":{"x":"y"}}', '{"note":[[[]]]}']) p;
select is(pg_temp.said(jsonb_build_object('note', repeat('长', 3001))), 'note|This is longer than %s characters.|3000', 'a text has its length');
select is(pg_temp.said(jsonb_build_object('note', E'a\x1b]0;x\x07b')), 'note|This text holds a control character.', 'nor a control character');
select is(pg_temp.said(jsonb_build_object('note', E'a\u009bb')), 'note|This text holds a control character.', 'of the upper half either');
select is(pg_temp.said(jsonb_build_object('note', E'a\x7fb')), 'note|This text holds a control character.', 'nor a delete');
select is(pg_temp.said(jsonb_build_object('note', E'甲\n\t乙')), 'applied', 'several lines may stand in a note');
select is(pg_temp.said(jsonb_build_object('handler', E'甲\n乙'), 'accept'), 'handler|This text holds a control character.', 'not in one line');
select is(pg_temp.said('{"_marks":{"note":"unknown"}}'), 'note|The law allows neither unknown nor declined here.', 'a mark is of a field');
select is(pg_temp.said(p::jsonb), '|What is marked unknown or declined is no field of this step.', 'and nothing else: ' || p)
from unnest(array['{"note":"x","_marks":{"y":"unknown"}}', '{"note":"x","_marks":{"note":1e300}}', '{"note":"x","_marks":["note"]}',
	'{"note":"x","_marks":{"note":{"a":"unknown"}}}']) p;
select is(pg_temp.said('{"consent_complainant":"perhaps"}', 'mediate'), 'consent_complainant|This is answered with true or false.|令121§18', 'yes or no is yes or no');
select is(pg_temp.said(jsonb_build_object(k, v), 'accept'), k || '|The field "%s" does not hold a value of this kind.|' || k, 'one code is no list: ' || k)
from (values ('mode', '["1"]'::jsonb), ('mode', '["1","2","3"]'), ('notify', '["2"]'), ('notify', '[]')) x(k, v);
select is(pg_temp.said(jsonb_build_object('consent_complainant', 'true', 'consent_respondent', 'true', 'method', '5', 'time', v), 'mediate'), 'time|This is not a time.|令121§18', 'no time: ' || v)
from unnest('{x,-1,1e400,2026-02-30T10:00:00Z,2026-11-20,2026-11-20T10:00:00,0001-01-01T00:00:00Z,2026-11-20T24:00:00Z,294277-01-01T00:00:00Z,infinity}'::text[]) v;
select is(pg_temp.said(jsonb_build_object('detail', '限期', 'due', v), 'supervise'), 'due|This is not a date.', 'no day: ' || v)
from unnest('{2026-02-29,2100-02-29,294277-01-01,0001-01-01,now}'::text[]) v;
select is(pg_temp.said(jsonb_build_object('note', v)), 'note|This must be filled in.', 'what nobody sees is nothing: U+' || to_hex(ascii(v)))
from unnest(array[U&'\00A0', U&'\200B\FEFF', U&'\3164']) v;
select is(pg_temp.events(), (select was + 1 from n), 'what is refused leaves nothing in the ticket');
select is((select count(*) from core.applied where ticket = (select id from k) and octet_length(detail::text) > 600), 0::bigint, 'nor much in the ledger');
select is(array(select key from core.field where action = 'register' and whom in ('caller', 'trait') order by key), array(select x from unnest(core.personal()) x order by x),
	'the keys that say who called are those of the table');
select is(array(select key from core.field where action in ('join', 'empower') and whom <> '' group by key order by key), array(select x from unnest(core.party_keys()) x order by x),
	'so are those that say who else complains or acts');
select is((select jsonb_object_agg(f.key, '1') ? 'nation' from core.field f where f.action = 'amend' and f.whom in ('caller', 'trait')), true, 'also when amended');

rollback;
