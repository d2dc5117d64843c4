-- Documents and notices repeat the record: time, place and people of the mediation, the agreement, the legal
-- basis, the materials demanded.  A contradiction is refused, naming both values, and recorded where the
-- operator confirms it.
select plan(33);
create function pg_temp.kept(p_id uuid) returns jsonb language sql as $$
	select coalesce(o->'ticket'->'record', '{}') from t.ask('clerk', format('select api.ticket(%L) as ticket', p_id)) o;
$$;
create function pg_temp.said(p_id uuid, p_action text, p jsonb) returns text language sql as $$
	select coalesce((o->>'field') || ': ' || (o->>'text') || ' ' || ((o->'args') - '令121§15'), o->>'verdict') from t.tell('clerk', p_id, p_action, p) o;
$$;
create function pg_temp.says_station(p_id uuid, p_action text, p jsonb) returns text language sql as $$
	select coalesce((o->>'field') || ': ' || (o->>'text') || ' ' || ((o->'args') - '令121§15'), o->>'verdict') from t.tell('station', p_id, p_action, p) o;
$$;
create function pg_temp.paper(p_to text, p jsonb default '{}') returns jsonb language sql as $$
	select '{"form": "2607", "days": "3", "time": "2099-12-05T09:30:00+08:00", "place": "文新所调解室", "people": "吴磊"}'::jsonb || jsonb_build_object('to', p_to) || p;
$$;
create function pg_temp.differs(p_key text, p_kept text, p_here text) returns text language sql as $$
	select p_key || ': On record stands "%s", here "%s": put it right, or say that it differs from the record. ' || jsonb_build_array(p_kept, p_here)::text;
$$;

-- An empty record repeats nothing.
create temporary table m as select t.complaint_in('TS30') as id;
select is(pg_temp.kept(id), '{}', 'before the mediation nothing is on record') from m;
select is(pg_temp.said(id, 'issue', pg_temp.paper('complainant')), 'applied', 'the first notice says what it likes') from m;
select is(pg_temp.kept(id) - 'said', '{"time": "2099-12-05T09:30:00+08:00", "place": "文新所调解室", "people": "吴磊"}', 'and that is on record from then on') from m;
select is(pg_temp.kept(id)#>>'{said,mediate}', '时间：2099-12-05 09:30；地点：文新所调解室；调解人员：吴磊', 'in the words of a notice, too') from m;
select is(pg_temp.said(id, 'issue', pg_temp.paper('respondent', '{"time": "2099-12-06T09:30:00+08:00"}')),
	pg_temp.differs('time', '2099-12-05 09:30', '2099-12-06 09:30'), 'the other party is not told another day in silence') from m;
select is(pg_temp.said(id, 'issue', pg_temp.paper('respondent', '{"place": "拱墅所"}')), pg_temp.differs('place', '文新所调解室', '拱墅所'), 'nor another place') from m;
select is(pg_temp.said(id, 'issue', pg_temp.paper('respondent', '{"people": "郑洁"}')), pg_temp.differs('people', '吴磊', '郑洁'), 'nor other people') from m;
select is((select count(*) from core.document d join m on id = ticket), 1::bigint, 'none of them was issued');
select is(pg_temp.said(id, 'issue', pg_temp.paper('respondent', '{"time": "2099-12-05T01:30:00Z", "place": " 文新所调解室。"}')), 'applied', 'the same in other signs is the same') from m;
select is(e.payload->>'sure', null, 'and nothing is to be sure of') from core.event e join m on id = ticket order by e.n desc limit 1;

-- A later step says otherwise: that one counts.
select is(pg_temp.said(id, 'mediate', '{"consent_complainant": "true", "consent_respondent": "true", "method": "2", "time": "2099-12-08T14:00:00+08:00",
	"place": "区局会议室", "people": "吴磊、郑洁"}'), 'applied', 'mediation') from m;
select is(pg_temp.kept(id) - 'said', '{"time": "2099-12-08T14:00:00+08:00", "place": "区局会议室", "people": "吴磊、郑洁"}', 'what was said last is on record') from m;
select is(pg_temp.said(id, 'issue', pg_temp.paper('complainant')), pg_temp.differs('time', '2099-12-08 14:00', '2099-12-05 09:30'), 'an old notice contradicts it now') from m;
select is(pg_temp.said(id, 'issue', pg_temp.paper('complainant', '{"sure": "true"}')), 'applied', 'unless it is meant so') from m;
select is(e.payload->>'sure', 'true', 'which is on record') from core.event e join m on id = ticket order by e.n desc limit 1;
select is(pg_temp.kept(id)->>'place', '文新所调解室', 'and is the record from now on') from m;
select t.told('clerk', id, 'void_document', jsonb_build_object('document', (select max(n) from core.document d where d.ticket = id)::text, 'reason', '填错')) from m;
select is(pg_temp.kept(id)->>'place', '区局会议室', 'a void document is no record') from m;
-- a form without values of the record
select is(pg_temp.said(id, 'issue', '{"form": "X12", "served": "通知书", "recipient": "张三", "time": "2026-11-20T10:00:00+08:00", "place": "别处"}'), 'applied', 'where a paper was delivered is another matter') from m;

-- the ledger: the named document, the day, the text
create temporary table n as select max(d.number) filter (where d.audience = 'respondent') as r, max(d.number) filter (where d.audience = 'complainant' and v.n is null) as c
	from core.document d join m on id = d.ticket left join core.document_void v on v.ticket = d.ticket and v.n = d.n where d.form = '2607';
create function pg_temp.notice(p jsonb) returns jsonb language sql as $$
	select jsonb_build_object('matter', 'mediate', 'party', 'respondent', 'notify', '2', 'notified', now() + interval '1 minute', 'outcome', 'reached') || p;
$$;
select is(pg_temp.said(id, 'notify', pg_temp.notice('{"detail": "时间：2099-12-08 14:00；地点：区局会议室；调解人员：吴磊、郑洁"}')), 'applied', 'as it stands on record') from m;
select is(pg_temp.said(id, 'notify', pg_temp.notice('{"detail": "时间：2099-12-09 14:00；地点：区局会议室"}')),
	pg_temp.differs('detail', '时间：2099-12-08 14:00', '时间：2099-12-09 14:00'), 'another time is asked') from m;
select is(pg_temp.said(id, 'notify', pg_temp.notice('{"detail": "地点：拱墅所；请准时"}')), pg_temp.differs('detail', '地点：区局会议室', '地点：拱墅所'), 'another place') from m;
select is(pg_temp.said(id, 'notify', pg_temp.notice('{"detail": "已电话告知，对方同意到场"}')), 'applied', 'what says nothing of it contradicts nothing') from m;
select is(pg_temp.said(id, 'notify', pg_temp.notice('{"detail": "地点：拱墅所", "sure": "true"}')), 'applied', 'unless it is meant so') from m;
select is(e.payload->>'sure', 'true', 'on record') from core.event e join m on id = ticket order by e.n desc limit 1;
select is(pg_temp.said(id, 'notify', pg_temp.notice('{"matter": "accept", "party": "complainant"}') || jsonb_build_object('document', c)),
	pg_temp.differs('document', '投诉调解通知书', '受理告知'), 'a paper that tells of something else') from m, n;
select is(pg_temp.said(id, 'notify', pg_temp.notice('{"notified": "2026-11-20T10:00:00+08:00"}') || jsonb_build_object('document', c)) like 'notified: On record stands%'
	or (select received from core.ticket k where k.ticket = id) > '2026-11-20T10:00:00+08:00', true, 'served before it was issued') from m, n;

-- the agreement, once it is on record
create temporary table g as select t.complaint_in('TS40') as id;
select t.record('station', id) from g;
select t.told('station', id, 'agree', '{"paper": "waived", "redecolos": "12.50", "detail": "退还货款128元，三日内付清"}') from g;
select is(pg_temp.kept(id)->>'agreement', '退还货款128元，三日内付清', 'what was agreed is on record') from g;
select is(pg_temp.says_station(id, 'issue', '{"form": "2609", "people": "吴磊", "content": "退还货款100元"}'),
	pg_temp.differs('content', '退还货款128元，三日内付清', '退还货款100元'), 'the paper says what was agreed') from g;
select is(pg_temp.says_station(id, 'issue', '{"form": "2609", "people": "吴磊", "content": "退还货款128元，三日内付清。"}'), 'applied', 'and is issued') from g;
select is(pg_temp.says_station(id, 'notify', '{"matter": "result", "party": "complainant", "notify": "2", "notified": "2099-01-01T00:00:00+08:00", "outcome": "reached", "detail": "协议内容：退100元"}'),
	pg_temp.differs('detail', '协议内容：退还货款128元，三日内付清', '协议内容：退100元'), 'nor is another agreement told') from g;

-- the legal basis of a report
create temporary table r as select t.report_in('JB31') as id;
update core.ticket set outcome = outcome || '{"basis": "食品安全法第一百一十五条", "handleadvice": "已责令改正"}' where ticket = (select id from r);
select is(pg_temp.kept(id)#>>'{said,report}', '处理结果：已责令改正；法律依据：食品安全法第一百一十五条', 'result and basis are on record') from r;
select is(pg_temp.said(id, 'issue', '{"form": "2610", "basis": "价格法第一条", "content": "已责令改正"}'),
	pg_temp.differs('basis', '食品安全法第一百一十五条', '价格法第一条'), 'another law is asked') from r;
select is(pg_temp.said(id, 'issue', '{"form": "2610", "basis": "《食品安全法》第一百一十五条", "content": "已责令改正"}'), 'applied', 'brackets are no other law') from r;
select * from finish();
