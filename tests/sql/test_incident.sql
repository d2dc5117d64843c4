-- Major incidents: one report with its facts, in parallel with the ordinary procedure, to every superior as
-- far up as level and kind require, until the topmost unit accepts the final report; every hand-over is
-- stamped.
select plan(137);
create function pg_temp.says(p_who text, p_id uuid, p_action text, p_payload jsonb default '{}') returns text language sql as $$
	select coalesce(o->>'text', o->>'verdict') from t.tell(p_who, p_id, p_action, p_payload) o;
$$;
create function pg_temp.alert(p jsonb default '{}') returns jsonb language sql as $$
	select '{"inckind": "i01", "evegrade": "2", "dead": "0", "injured": "3", "place": "某小学食堂", "ongoing": "true",
		"detail": "学生集中呕吐"}'::jsonb || p;
$$;
create function pg_temp.list(p_who text, p_unit text) returns setof jsonb language sql as $$
	select t.ask(p_who, format('select * from api.worklist(%L, %L, %L, 50)', p_unit, 'incident', ''));
$$;
create function pg_temp.seen(p_who text, p_id uuid) returns jsonb language sql as $$
	select o->'ticket'->'incident' from t.ask(p_who, format('select api.ticket(%L) as ticket', p_id)) o;
$$;
create function pg_temp.sound() returns setof text language sql as $$
	select what || coalesce(' ' || detail, '') from core.verify_chain() union all
	select what || coalesce(' ' || detail, '') from core.verify_ticket() union all
	select what || coalesce(' ' || detail, '') from core.verify_answer() union all
	select what || coalesce(' ' || detail, '') from core.verify_head() $$;
select core.enrol('citylead', '市局领导', '0150', '330100000', '{r06}');
select core.enrol('watch', '市局值班', '0151', '330100000', '{r09}');
select core.enrol('nation', '总局值班', '0152', '100000000', '{r09}') where exists (select from core.unit where code = '100000000');

-- On a ticket: mandatory facts; unknown is a value where it may honestly be unknown.
create temporary table a as select t.complaint_in('TS20') as id;
create temporary table before as select t.* from core.ticket t join a on id = ticket;
select is(pg_temp.says('clerk', id, 'alert', pg_temp.alert() - 'place'), 'This must be filled in.', 'not without the place') from a;
select is(pg_temp.says('clerk', id, 'alert', pg_temp.alert() - 'evegrade'), 'This must be filled in.', 'nor without the level') from a;
select is(pg_temp.says('clerk', id, 'alert', pg_temp.alert() - 'dead'), 'This must be filled in.', 'nor without the dead') from a;
select is(pg_temp.says('clerk', id, 'alert', pg_temp.alert() || '{"place": "", "_marks": {"place": "unknown"}}'),
	'The law allows neither unknown nor declined here.', 'the place is not unknown') from a;
select is(pg_temp.says('clerk', id, 'alert', pg_temp.alert('{"injured": "三人"}')),
	'Give a whole number of people, 0 where there are none.', 'people are counted') from a;
select is(pg_temp.says('clerk', id, 'alert', pg_temp.alert('{"inckind": "i99"}')), 'There is no such code: %s.', 'a kind there is') from a;
select is(pg_temp.says('clerk', id, 'alert', pg_temp.alert('{"happened": "2099-01-01T00:00:00+08:00"}')), 'This time lies ahead.', 'nor in the time to come') from a;
select is(pg_temp.says('clerk', id, 'alert', pg_temp.alert('{"learned": "2099-01-01T00:00:00+08:00"}')), 'This time lies ahead.', 'nor learned of then') from a;
select is((select count(*) from core.incident), 0::bigint, 'nothing of it stayed');
select is((select count(*) from pg_temp.list('lead', '330106000')), 0::bigint, 'no list has it');
select is(pg_temp.says('clerk', id, 'alert_follow', '{"detail": "x"}'), 'No major incident was reported on this ticket.', 'no follow-up to nothing') from a;
-- with an old base: an alert never conflicts
select is(t.tell('clerk', id, 'alert', pg_temp.alert() - 'dead' || '{"_marks": {"dead": "unknown"}}', 'server:1')->>'verdict', 'applied', 'reported, whatever was seen before') from a;
select is(t.state || t.unit || t.version, b.state || b.unit || b.version, 'the ticket goes its way as before')
from core.ticket t join before b using (ticket);
select is((select count(*) from core.clock c join a on id = ticket where stopped is null), 1::bigint, 'its clocks too');
select is(pg_temp.says('clerk', id, 'alert', pg_temp.alert()), 'This incident has been reported: what is new goes into a follow-up report.', 'once') from a;

-- The units it is reported to: level 2 goes up to the city.
select is((select count(*) from pg_temp.list('lead', '330106000')), 1::bigint, 'the county''s leader has it');
select is((select count(*) from pg_temp.list('citylead', '330100000')), 1::bigint, 'the city''s leader');
select is((select count(*) from pg_temp.list('watch', '330100000')), 1::bigint, 'the city''s duty desk');
select is((select count(*) from pg_temp.list('super', '330000000')), 0::bigint, 'the province not yet');
select throws_like($$ select * from pg_temp.list('clerk', '330106000') $$, '%There is no such list%', 'it is a list of leaders and of the duty desk');
select is((select string_agg(o->>'n', ' ') from t.ask('watch', 'select * from api.counters(''330100000'') where queue = ''incident''') o), '1', 'and counted');
select ok((select o->>'flags' from pg_temp.list('watch', '330100000') o) like '%j%', 'it is marked');
select matches((select o->>'title' from pg_temp.list('watch', '330100000') o), '^未接报，应于.{11}前：食品安全事故 紧急事件 亡\? 伤3 仍在持续', 'the list says how grave it is and by when to take note');
select is((select count(*) from t.ask('shanghai', 'select * from api.worklist(''310000000'', ''incident'', '''', 50)')), 0::bigint, 'no other province has it');
select throws_like(format($$ select * from t.ask('shanghai', 'select api.ticket(''%s'')') $$, id), '%no such ticket%', 'nor sees the ticket') from a;

-- The clock of the first report counts from when the office learned of it, with the minutes of the kind.
select is(i.due - i.learned, interval '2 hours', 'food: two hours') from core.incident i;
select is(i.learned, t.received, 'from the receipt, where nothing else is said') from core.incident i join core.ticket t using (ticket);
select is((pg_temp.seen('watch', id)->>'late')::integer, 0, 'it was in time') from a;
create temporary table late as select t.register(t.complaint() || jsonb_build_object('received', now() - interval '5 hours')) as id;
select t.told('recv', id, 'alert', pg_temp.alert('{"inckind": "i03", "evegrade": "3"}')) from late;
select cmp_ok((pg_temp.seen('watch', id)->>'late')::integer, '>=', 240, 'one hour for special equipment: four too late') from late;
select ok(o->>'title' ~ '首报迟24[0-9]分', 'the list says so') from pg_temp.list('super', '330000000') o, late where (o->>'ticket')::uuid = id;
select is(jsonb_array_length(pg_temp.seen('super', id)->'line'), 2, 'level 3 stands before city and province at once') from late;
-- Food, level 1, at the county: a food accident goes up all the same.
create temporary table food as select t.complaint_in('TS20') as id;
select t.told('clerk', id, 'alert', pg_temp.alert('{"evegrade": "1"}')) from food;
select is((select string_agg(unit, ' ' order by unit) from core.incident_notice join food on id = ticket), '330100000 330106000', 'Food Safety Law article 103: upward at once');
create temporary table price as select t.complaint_in('TS20') as id;
select t.told('clerk', id, 'alert', pg_temp.alert('{"evegrade": "1", "inckind": "i07"}')) from price;
select is((select string_agg(unit, ' ' order by unit) from core.incident_notice join price on id = ticket), '330100000 330106000', 'other matters of the first level go to the next superior and no further');

-- every hand-over is stamped
select is(pg_temp.says('super', id, 'alert_ack', '{"detail": "查"}'), 'This incident was reported up to %s only.', 'not by whom it was not reported to') from a;
select is(pg_temp.says('clerk', id, 'alert_ack', '{}'), '"%s" is done by the %s at %s: you do not hold that duty there.', 'not by the handler') from a;
select is(pg_temp.says('watch', id, 'alert_ack', '{"detail": "立即派员,两小时内续报"}'), 'applied', 'the duty desk takes note, with its instruction') from a;
select is(x->>'label', '市局值班', 'who took note') from a, jsonb_array_elements(pg_temp.seen('lead', id)->'line') x where x->>'unit' = '330100000';
select ok((x->>'received')::timestamptz >= (x->>'reported')::timestamptz, 'and when') from a, jsonb_array_elements(pg_temp.seen('lead', id)->'line') x where x->>'unit' = '330100000';
select is(x->>'received', null, 'the county has not yet') from a, jsonb_array_elements(pg_temp.seen('lead', id)->'line') x where x->>'unit' = '330106000';
select is(x->>'detail', '立即派员,两小时内续报', 'below one reads the instruction') from a, jsonb_array_elements(pg_temp.seen('clerk', id)->'reports') x where x->>'what' = 'ack';
create temporary table stamp as select received from core.incident_notice join a on id = ticket where unit = '330100000';
select t.told('citylead', id, 'alert_ack', '{"detail": "报市政府"}') from a;
select is(n.received, s.received, 'the first stamp stands') from core.incident_notice n join a on id = ticket, stamp s where unit = '330100000';
select throws_ok('update core.incident_report set dead = 0', 'P0001', 'core.incident_report is append-only', 'reports are never changed');
select throws_ok('delete from core.incident_report', 'P0001', 'core.incident_report is append-only', 'nor removed');

-- A follow-up with a higher level goes further up; when the ticket is sent on, the incident goes along.
select is(pg_temp.says('clerk', id, 'alert_follow', '{"detail": "一名学生死亡", "dead": "1", "evegrade": "3"}'), 'applied', 'a follow-up') from a;
select is((select count(*) from pg_temp.list('super', '330000000') o, a where (o->>'ticket')::uuid = id), 1::bigint, 'now the province has it');
select matches((select o->>'title' from pg_temp.list('super', '330000000') o, a where (o->>'ticket')::uuid = id), '特别紧急事件 亡1 伤3', 'with what is known last');
select t.told('clerk', id, 'accept', '{"mode": "1", "notify": "2"}') from a;
select t.told('clerk', id, 'pass', '{"unit": "330106013"}') from a;
select ok(exists (select from core.incident_notice join a on id = ticket where unit = '330106013'), 'the station that gets the ticket gets the incident');

-- the final report: the topmost unit accepts
select is(pg_temp.says('clerk', id, 'alert_close', '{"detail": "已处置", "done": "封存"}'), '"%s" is done by the %s at %s: you do not hold that duty there.', 'not by who no longer has it') from a;
select is(pg_temp.says('station', id, 'alert_close', '{"detail": "已处置"}'), 'This must be filled in.', 'with what was done') from a;
select is(pg_temp.says('super', id, 'alert_ack', '{"accept": "true"}'), 'No final report on this incident waits to be accepted.', 'nothing to accept yet') from a;
select is(pg_temp.says('station', id, 'alert_close', '{"detail": "已处置", "done": "封存食品"}'), 'applied', 'the final report') from a;
select is(pg_temp.says('station', id, 'alert_close', '{"detail": "已处置", "done": "封存食品"}'), 'A final report on this incident waits to be accepted already.', 'once') from a;
select is(pg_temp.says('watch', id, 'alert_ack', '{"accept": "true"}'), 'The final report is accepted by the topmost unit it was reported to: %s.', 'the city does not accept it') from a;
select is(pg_temp.says('super', id, 'alert_ack', '{"accept": "false"}'), 'Say what the final report lacks.', 'sent back with a reason') from a;
select t.told('super', id, 'alert_ack', '{"accept": "false", "detail": "缺检验结论"}') from a;
select is((select count(*) from pg_temp.list('watch', '330100000') o, a where (o->>'ticket')::uuid = id), 1::bigint, 'it goes on');
select t.told('station', id, 'alert_close', '{"detail": "检出致病菌", "done": "封存食品"}') from a;
select t.told('super', id, 'alert_ack', '{"accept": "true"}') from a;
select is((select count(*) from pg_temp.list('watch', '330100000') o, a where (o->>'ticket')::uuid = id), 0::bigint, 'accepted: it leaves the lists');
select isnt(pg_temp.seen('clerk', id)->>'ended', null, 'the ticket keeps it') from a;
select t.told('station', id, 'alert_follow', '{"detail": "又有病例"}') from a;
select is((select count(*) from pg_temp.list('watch', '330100000') o, a where (o->>'ticket')::uuid = id), 1::bigint, 'what is new begins it again');
create temporary table own as select t.register() as id;
select t.told('citylead', id, 'alert', pg_temp.alert()) from own;
select t.told('super', id, 'alert_close', '{"detail": "误报", "done": "核实"}') from own;
select is(pg_temp.says('super', id, 'alert_ack', '{"accept": "true"}'), 'Whoever made the final report does not accept it.', 'one does not accept one''s own') from own;

-- registered with the ticket, in one operation
create temporary table c as select t.register(t.complaint() || pg_temp.alert('{"major": true, "evegrade": "3"}') - 'detail') as id;
select is((select count(*) from pg_temp.list('super', '330000000') o, c where (o->>'ticket')::uuid = id), 1::bigint, 'a registration that is major stands before the province at once');
select is(r.detail, t.facts->>'content', 'what happened is the narrative') from core.incident_report r join core.ticket t using (ticket) join c on id = ticket;
select ok(not t.facts ?| '{inckind,dead,injured,ongoing}'::text[], 'its facts stand in the incident alone') from core.ticket t join c on id = ticket;
select is(e.payload->'incident'->>'injured', '3', 'and in the chain') from core.event e join c on id = ticket;
select is(t.tell('recv', gen_random_uuid(), 'register', t.complaint() || pg_temp.alert('{"major": true}') - '{detail,injured}'::text[] || jsonb_build_object('regno', t.number('recv')))->>'field',
	'injured', 'not without its facts');
select is((select count(*) from core.clock k join c on id = ticket where base = 'D12'), 1::bigint, 'its ordinary clock runs');
select t.told('disp', id, 'assign', '{"unit": "330106000"}') from c;
select is((select count(*) from pg_temp.list('lead', '330106000') o, c where (o->>'ticket')::uuid = id), 1::bigint, 'assigned, it stands before the county');
select ok((select n.reported > i.reported from core.incident_notice n join core.incident i using (ticket) join c on id = ticket where n.unit = '330106000'), 'stamped with its own time');
select t.told('lead', id, 'alert_ack', '{}') from c;
select t.told('clerk', id, 'return', '{"reason": "1", "detail": "非本辖区"}') from c;
select is((select count(*) from pg_temp.list('lead', '330106000') o, c where (o->>'ticket')::uuid = id), 0::bigint, 'sent back, it leaves that list');

-- An incident the city registers itself is reported to the province, however slight; the answer names the
-- units and their times.
create temporary table slight as select gen_random_uuid() as id;
create temporary table said as select t.tell('recv', id, 'register', t.complaint() || pg_temp.alert('{"major": true, "evegrade": "1", "inckind": "i07"}') - 'detail'
	|| jsonb_build_object('regno', t.number('recv'))) as o from slight;
select is((select string_agg(unit, ' ' order by unit) from core.incident_notice join slight on id = ticket), '330000000 330100000', 'its next superior is told');
select is((select string_agg(x->>'unit', ' ' order by n) from said, jsonb_array_elements(o->'told') with ordinality z(x, n)), '杭州市局 浙江省局', 'the answer names both');
select is((o#>>'{told,0,due}')::timestamptz, n.due, 'and until when to take note') from said, core.incident_notice n join slight on id = ticket where unit = '330000000';
select is(t.tell('recv', gen_random_uuid(), 'register', t.complaint() || jsonb_build_object('regno', t.number('recv'))) ? 'told', false, 'an ordinary one tells nobody');
create temporary table more as select t.complaint_in('TS20') as id;
select is((t.tell('clerk', id, 'alert', pg_temp.alert('{"evegrade": "2"}'))#>>'{told,1,unit}'), '杭州市局', 'a report on a ticket says it too') from more;
select is((select string_agg(x->>'unit', ' ') from more, jsonb_array_elements(t.tell('clerk', id, 'alert_follow', '{"detail": "死亡", "evegrade": "3"}')->'told') x),
	'浙江省局', 'a follow-up that goes further up names who is told of it now');
select is((select count(*) from pg_temp.list('disp', '330100000') o, slight where (o->>'ticket')::uuid = id), 1::bigint, 'whoever dispatches at that office has it in the list');

-- Registered with what is known: the missing facts follow, and are there before a decision.
create function pg_temp.hasty(p_kind text, p jsonb default '{}') returns jsonb language sql as $$
	select pg_temp.alert('{"major": "true", "incform": "1", "content": "学生集中呕吐"}') - 'detail' || jsonb_build_object('kind', p_kind,
		'regno', t.number('recv'), 'call', gen_random_uuid(), 'received', now()) || p;
$$;
create function pg_temp.doc(p_who text, p_id uuid) returns jsonb language sql as $$
	select o->'ticket' from t.ask(p_who, format('select api.ticket(%L) as ticket', p_id)) o;
$$;
create temporary table h as select gen_random_uuid() as id;
select is(t.tell('recv', gen_random_uuid(), 'register', pg_temp.hasty('complaint') - 'major')->>'field', 'pname', 'without an incident all is asked as before');
select is(t.tell('recv', gen_random_uuid(), 'register', pg_temp.hasty('complaint', '{"major": "false"}'))->>'field', 'pname', 'also where it is said to be none');
select is(t.tell('recv', gen_random_uuid(), 'register', pg_temp.hasty('complaint') - 'place')->>'field', 'place', 'what an incident must say is asked');
select is(t.tell('recv', gen_random_uuid(), 'register', pg_temp.hasty('complaint') - 'content')->>'field', 'content', 'and what happened');
select is(t.tell('recv', gen_random_uuid(), 'register', pg_temp.hasty('complaint', '{"anon": "true"}'))->>'field', 'anon', 'a complaint is not anonymous all the same');
select is(t.tell('recv', gen_random_uuid(), 'register', pg_temp.hasty('complaint', '{"buydate": "2099-01-01"}'))->>'field', 'buydate', 'what is said must hold');
select is(t.tell('recv', id, 'register', pg_temp.hasty('complaint'))->>'verdict', 'applied', 'a complaint of which only the incident is known') from h;
select is(t.tell('recv', gen_random_uuid(), 'register', pg_temp.hasty('enquiry'))->>'verdict', 'applied', 'an enquiry');
select is((select string_agg(unit, ' ' order by unit) from core.incident_notice join h on id = ticket), '330000000 330100000', 'it stands before the superiors at once');
select is(e.transition, 'x970', 'by its own row of the procedure') from core.event e join h on id = ticket where e.n = 1;
select is(pg_temp.doc('recv', id)->>'lacks_said', '投诉人姓名、联系电话、通讯地址、被投诉人（被举报人）、被投诉人地址、投诉请求', 'the ticket says what it lacks') from h;
select is((pg_temp.doc('recv', id)->'lacks')->>0, 'pname', 'by key, too') from h;
select is(pg_temp.doc('recv', t.register())->>'lacks_said', null, 'an ordinary one lacks nothing');
-- The registering operator adds facts bit by bit; existing facts are not removed.
select is(pg_temp.says('recv', id, 'amend', '{"pname": "李四", "mobile": "13700137001"}'), 'applied', 'a part of it') from h;
select is(pg_temp.doc('recv', id)->>'lacks_said', '通讯地址、被投诉人（被举报人）、被投诉人地址、投诉请求', 'less is lacking') from h;
select is(t.tell('recv', id, 'amend', '{"pname": ""}')->>'field', 'pname', 'what was given stays') from h;
select is(t.tell('recv', id, 'amend', '{"mobile": ""}')->>'field', 'mobile', 'the telephone too') from h;
-- It is distributed and signed for incomplete.
select is(t.tell('disp', id, 'odr', '{"enterprise": "某平台", "member": "true", "agree": "true"}')->>'text',
	'The registration still lacks (%s): %s. Who registered it or handles it supplies them with "%s" first.', 'no enterprise has half a complaint') from h;
select is(pg_temp.says('disp', id, 'assign', '{"unit": "330106000"}'), 'applied', 'assigned') from h;
select is(pg_temp.says('recv', id, 'amend', '{"paddr": "文三路1号"}'), 'applied', 'who registered it supplies it on the way') from h;
select is(pg_temp.says('clerk', id, 'sign', '{}'), 'applied', 'signed for') from h;
create temporary table no as select t.tell('clerk', id, 'accept', '{"mode": "1"}') as o from h;
select is(o->>'text', 'The registration still lacks (%s): %s. Who registered it or handles it supplies them with "%s" first.', 'not accepted') from no;
select is(o->'args', '["令121§10", "被投诉人（被举报人）、被投诉人地址、投诉请求", "补录要素"]', 'with the list, the law and the way') from no;
select is(t.tell('clerk', id, 'amend', '{"pname": "王五"}')->>'text', 'This is known already: only what is lacking is supplied now.', 'the handler changes nothing') from h;
select is(t.tell('clerk', id, 'amend', '{"content": "别的"}')->>'field', 'content', 'not the facts either') from h;
select is(pg_temp.says('clerk2', id, 'amend', '{"invname": "某食堂"}'), 'There is no such ticket, or it is not yours.', 'and nobody else') from h;
select is(pg_temp.says('clerk', id, 'amend', '{"invname": "某小学食堂", "demand": ["07"]}'), 'applied', 'the handler supplies what is lacking') from h;
select is(t.state || ' ' || t.unit || ' ' || t.respondent, 'TS20 330106000 某小学食堂', 'it goes nowhere by that') from core.ticket t join h on id = ticket;
select is(e.payload ? 'invname' and e.operator = 'clerk', true, 'on record') from core.event e join h on id = ticket where e.action = 'amend' order by e.n desc limit 1;
select is(t.tell('clerk', id, 'accept', '{"mode": "1"}')->>'field', 'invaddr', 'the address alone is asked for where it can be given') from h;
select is(t.tell('clerk', id, 'accept', '{"mode": "1", "invaddr": "文新路3号"}')->>'verdict', 'applied', 'and accepted') from h;
select is(pg_temp.doc('clerk', id)->>'lacks_said', null, 'nothing lacks') from h;
select is(pg_temp.says('clerk', id, 'amend', '{"brand": "某"}'), '"%s" is done in state %s by the %s at %s; now it is in state %s.', 'and nothing is supplied any more') from h;
create temporary table full_ as select t.complaint_in('TS20') as id;
select is(pg_temp.says('clerk', id, 'amend', '{"brand": "某"}'), 'The registration lacks nothing: what is being handled is not changed any more.', 'nor on what was whole') from full_;
select is(t.tell('clerk', id, 'accept', '{"mode": "1"}')->>'verdict', 'applied', 'which is accepted as ever') from full_;
-- a report: before a case is opened
create temporary table hr as select gen_random_uuid() as id;
select is(t.tell('recv', id, 'register', pg_temp.hasty('report'))->>'verdict', 'applied', 'a report of which only the incident is known') from hr;
select is(pg_temp.doc('recv', id)->>'lacks_said', '被投诉人（被举报人）', 'who is reported is lacking') from hr;
select t.told('disp', id, 'assign', '{"unit": "330106000"}') from hr;
select t.told('clerk', id, 'sign', '{}') from hr;
select is(t.tell('clerk', id, 'propose', '{"what": "file", "detail": "属实"}')->'args'->>1, '被投诉人（被举报人）', 'no case against nobody') from hr;
select is(pg_temp.says('clerk', id, 'amend', '{"pname": "赵六"}'), 'This is known already: only what is lacking is supplied now.', 'whether a reporter gave his name is not tried out') from hr;
select is(pg_temp.says('clerk', id, 'amend', '{"invname": "某小学食堂"}'), 'applied', 'supplied') from hr;
select is(pg_temp.says('clerk', id, 'propose', '{"what": "file", "detail": "属实"}'), 'applied', 'proposed') from hr;

-- The line on every screen of the units that must acknowledge: nothing personal, until they do.
create function pg_temp.waits(p_who text) returns text language sql as $$
	select string_agg((o->>'kind') || ' ' || (o->>'unit_name') || ' ' || (o->>'line_unit'), '; ') from t.ask(p_who, 'select * from api.incidents()') o, h
	where o->>'regno' = (select k.regno from core.ticket k where k.ticket = h.id);
$$;
select is(pg_temp.waits('lead') || ' / ' || pg_temp.waits('watch'), 'i01 西湖区局 330106000 / i01 西湖区局 330100000', 'each for the unit he takes note for');
select is(pg_temp.waits('clerk') || pg_temp.waits('recv'), null, 'it waits for nobody else');
select is((select array_agg(k order by k) from (select distinct jsonb_object_keys(o) as k from t.ask('watch', 'select * from api.incidents()') o) x), '{due,kind,line_unit,regno,ticket,unit,unit_name}', 'no name, no number of a caller, no text');
select t.told('lead', id, 'alert_ack', '{}') from h;
select is(coalesce(pg_temp.waits('lead'), 'none') || ' / ' || pg_temp.waits('watch'), 'none / i01 西湖区局 330100000', 'who took note has it no more');

-- An enquiry, answered and closed at once, may report an incident too.
create temporary table q as select t.register(t.enquiry() || pg_temp.alert('{"major": true, "inckind": "i06", "answer": "已劝导并报警"}') - 'detail') as id;
select is(left(t.state(id), 4), 'ZX20', 'an enquiry closed at once') from q;
select is((select count(*) from pg_temp.list('watch', '330100000') o, q where (o->>'ticket')::uuid = id), 1::bigint, 'stands before the city all the same');
select is(i.due - i.learned, interval '30 minutes', 'a threat of suicide: half an hour') from core.incident i join q on id = ticket;
select is(pg_temp.says('recv', id, 'alert_follow', '{"detail": "人已找到"}'), 'applied', 'and is followed up though closed') from q;

-- The reporter stays secret.
create temporary table r as select t.register(t.report() || pg_temp.alert('{"major": true}') - 'detail') as id;
select is(t.tell('recv', gen_random_uuid(), 'register', t.report() || pg_temp.alert('{"major": true, "done": "已回电13800138000"}') - 'detail'
	|| jsonb_build_object('regno', t.number('recv')))->>'field', 'done', 'a registration that goes up the line neither');
select is(t.tell('recv', gen_random_uuid(), 'register', t.complaint() || pg_temp.alert('{"major": true, "done": "已回电13800138000"}') - 'detail'
	|| jsonb_build_object('regno', t.number('recv')))->>'verdict', 'applied', 'a complainant may be named to those who help');
select is(pg_temp.says('recv', id, 'alert_follow', '{"detail": "张三丰称又有人住院"}'),
	'This would say who reported: leave it out.', 'no report up the line names the reporter') from r;
select ok(not pg_temp.seen('watch', id)::text ~ '张三丰|13800138000', 'nothing of it is seen above') from r;
select is((select count(*) from core.event e where e.payload::text ~ '张三丰|13800138000'), 0::bigint, 'nor in any event');

-- The server urges a unit that does not acknowledge: at any hour, once.
create temporary table hours as select core.stamp_of('{"x": "2026-11-29T03:00:00+08:00"}', 'x') as night;
update core.incident_notice set due = '2026-11-29 02:00+08' where ticket in (select id from c) and unit = '330100000';
update core.incident_notice set due = 'infinity' where not (ticket in (select id from c) and unit = '330100000');
select is(core.work_deadlines_at(night - interval '2 hours'), '0', 'not before its time') from hours;
select is(core.work_deadlines_at(night), '1 incidents urged', 'on a Sunday at three in the morning') from hours;
select is(core.work_deadlines_at(night + interval '1 hour'), '0', 'once') from hours;
select is(e.operator || ' ' || (e.payload->>'note'), 'gangshao 重大事件未接报：杭州市局应于11-29 02:00前接报', 'by the server, naming who is awaited')
from core.event e join c on id = ticket where e.action = 'urge';
select ok((x->>'urged')::timestamptz is not null, 'stamped too') from c, jsonb_array_elements(pg_temp.seen('watch', id)->'line') x where x->>'unit' = '330100000';

-- The intake names a cluster of complaints.
select is(o->>'grouped', 'false', 'a few complaints are no group matter') from t.ask('recv', $$ select * from api.respondent('', '杭州某某食品有限公司') $$) o;
select t.register(t.complaint() || jsonb_build_object('mobile', '1370000' || to_char(g, 'FM0000'), 'inccall', '1370000' || to_char(g, 'FM0000')))
from generate_series(1, 9) g;
select is(o->>'grouped' || ' ' || (o->>'callers_now') || ' ' || (o->>'days'), 'true 10 7', 'ten complainants in seven days are') from t.ask('recv', $$ select * from api.respondent('', '杭州某某食品有限公司') $$) o;
select is_empty($$ select * from pg_temp.sound() $$, 'chains, answers and tickets are whole');
select * from finish();
