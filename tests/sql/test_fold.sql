-- Names are folded in one way wherever they are compared; a trader is counted by code or name.
select plan(30);
create temporary table v (a text, b text, same boolean);
insert into v values
	('麦香（西湖）', '麦香(西湖)', true), ('麦香【西湖】', '麦香(西湖)', true), ('麦香 (西湖)', '麦香（西湖）', true),
	('KFC', 'ＫＦＣ', true), ('kfc', 'KFC', true), ('ＫｆＣ　餐厅', 'kfc餐厅', true),
	('阿依古丽·买买提', '阿依古丽•买买提', true), ('阿依古丽‧买买提', '阿依古丽・买买提', true), ('阿依古丽买买提', '阿依古丽·买买提', true),
	('张 三', '张三', true), ('张三', '张三丰', false), ('麦香', '麦香（西湖）', false), ('７-１１', '7-11', true), ('㈱好邻居', '(株)好邻居', true);
select is(core.fold(a) = core.fold(b), same, a || case when same then ' is ' else ' is not ' end || b) from v;
select is(core.fold('——'), '——', 'a name of signs alone is still one');
-- counts
create function pg_temp.call(p jsonb) returns uuid language sql as $$ select t.register(t.complaint() || p); $$;
create function pg_temp.n(p_code text, p_name text) returns text language sql as $$
	select o->>'n30' from t.ask('recv', format('select * from api.respondent(%L, %L)', p_code, p_name)) o;
$$;
create temporary table x as select
	pg_temp.call('{"invname": "麦香（西湖）", "uscc": ""}') as a, pg_temp.call('{"invname": "麦香(西湖)", "uscc": "91330100799655058B"}') as b,
	pg_temp.call('{"invname": "麦香(西湖)", "uscc": "9144030071526726XG"}') as c;
select is(pg_temp.n('', '麦香(西湖)'), '3', 'by name, however its brackets are');
select is(pg_temp.n('', '麦香 （西湖）'), '3', 'with a blank in it');
select is(pg_temp.n('91330100799655058B', '麦香（西湖）'), '2', 'a code does not hide the tickets that have the name alone');
select is(pg_temp.n('91330100799655058B', ''), '1', 'a code alone');
select is(pg_temp.n('91350100M000100Y43', '麦香（西湖）'), '1', 'of a third code only what has the name alone');
select core.load_trader('[{"uscc": "91330100799655058B", "name": "麦香（西湖）"}]');
select is(pg_temp.n('91330100799655058B', ''), '2', 'the register says the name of a code');
select is((select count(*) from t.ask('recv', $$ select * from api.trader('麦香(西', '', 9) $$)), 1::bigint, 'a trader is found so, too');
-- recusal, parties, repeated, merging
select ok(core.names_of('调解员阿依古丽·买买提') && core.names_of('阿依古丽•买买提'), 'whoever withdraws is known by any dot');
select is(core.name_count('["阿依古丽·买买提", "阿依古丽•买买提"]'), 1, 'and counted once');
select ok(core.same_operator(m, n), 'merging knows one respondent') from core.ticket m, core.ticket n, x where m.ticket = x.a and n.ticket = x.b;
select is(core.party_in(x.a, c.detail || '{"pname": "张　三"}'), case when core.fold(c.name) = core.fold('张三') then 1 end, 'a person is in a ticket once')
from x join core.caller c on c.ticket = x.a;
-- texts that name the reporter
select ok(core.says_one('据阿依古丽•买买提反映', core.numbers_in('note', '据阿依古丽•买买提反映'), '阿依古丽·买买提'), 'a text names a reporter by any dot');
select ok(core.says_one('电话 138 0013-8000', core.numbers_in('note', '电话 138 0013-8000'), '13800138000'), 'or by a number in groups');
select ok(core.says_one('座机（0571）8765 4321 转 801', core.numbers_in('note', '座机（0571）8765 4321 转 801'), '057187654321-801'), 'or with another extension');
select ok(not core.says_one('三位消费者反映', core.numbers_in('note', '三位消费者反映'), '张三'), 'and not where it does not');
select * from finish();
