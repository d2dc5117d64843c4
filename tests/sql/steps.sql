-- steps.sql -- reads the procedure from its file, for the tests that compare the server with it.
create table t.tr (code text, kind text, action text, from_state text, to_state text, duty text, scope text,
	target text, need text, clock text, append text, only_when text, rule text, name text, note text);
\copy t.tr from '../../sql/code/transition.csv' (format csv, header, force_not_null (action, from_state, to_state, duty, scope, target, need, clock, append, only_when))

-- A correctly filled form.
create table t.form (action text primary key, payload jsonb not null);
insert into t.form values ('amend', '{"brand": "老字号"}'), ('assign', '{}'), ('sign', '{"note": "收"}'),
	('return', '{"reason": "1", "detail": "缺材料"}'), ('accept', '{"mode": "1", "notify": "2"}'), ('pass', '{}'),
	('decline', '{"ground": "N1", "detail": "不属职责"}'),
	('contact', '{"whom": "1", "how": "1", "outcome": "1"}'),
	('issue', '{"form": "X5", "content": "限期办结", "until": "2099-01-01"}'),
	('void_document', '{"document": "1", "reason": "填错"}'),
	('retract', '{"entry": "1", "reason": "记错"}'),
	('notify', '{"matter": "accept", "party": "complainant", "notify": "2", "notified": "2026-11-20T10:00:00+08:00", "outcome": "reached"}'),
	('mediate', '{"consent_complainant": "true", "consent_respondent": "true", "method": "5"}'),
	('agree', '{"paper": "waived", "redecolos": "12.50", "detail": "和解"}'),
	('terminate', '{"ground": "E2", "detail": "拒绝调解"}'), ('reply', '{"handleadvice": "已办", "notify": "2"}'),
	('approve', '{}'), ('reject', '{"note": "再查"}'), ('callback', '{"result": "1", "satisfied": "5"}'),
	('answer', '{"answer": "七日"}'),
	('file', '{"caseno": "1", "officers": "张三,李四", "R1a": "true", "R1b": "true", "R1c": "true", "R1d": "true"}'),
	('nofile', '{"ground": "R2d", "detail": "查无实据"}'), ('extend', '{"reason": "复杂"}'),
	('verify', '{"detail": "现场检查"}'), ('tell_reporter', '{"basis": "食品安全法", "detail": "不予立案", "notify": "2"}'),
	('escalate', '{"detail": "重大"}'), ('take', '{"detail": "重大"}'), ('urge', '{"note": "催"}'),
	('supervise', '{"detail": "限期", "due": "2099-01-01"}'), ('note', '{"note": "备注"}'), ('withdraw', '{"how": "1"}'),
	('join', '{"pname": "共同甲", "mobile": "13700000001", "paddr": "某路", "consent": "true"}'),
	('leave', '{"person": "2", "how": "1"}'), ('represent', '{"first": "1", "second": "2", "paper": "推选书"}'),
	('consent', '{"persons": "all", "matter": "settle", "how": "1"}'),
	('empower', '{"pname": "代理甲", "certype": "111", "cerno": "33010219800101123X", "matter": "代理投诉", "scope": "2",
		"until": "2099-01-01", "original": "true"}'), ('revoke', '{"reason": "解除"}'),
	('merge', '{"main": "0000"}'), ('unmerge', '{"reason": "非同一事项"}'),
	('split', '{"kind": "complaint", "content": "另一件事", "invname": "另一家店", "invaddr": "某街9号"}'),
	('propose', '{"what": "file", "detail": "查实,建议立案"}'),
	('no_authority', '{"ground": "R3", "dept": "上海市市场监督管理局", "detail": "请向该局提出", "notify": "5", "transfer_to": "上海市市场监督管理局"}'),
	('repeated', '{"same_facts": "true", "detail": "同一批年糕"}'),
	('transfer', '{"organ": "市公安局", "paper": "移1号", "detail": "涉嫌犯罪"}'),
	('hand_over', '{"office": "执法队", "receiver": "张三", "summary": "涉嫌过期", "evidence": "照片", "advice": "立案"}'),
	('case_result', '{"caseout": "1", "decision": "罚1号", "decided": "", "ptype": "2", "fine": "1000.00"}'),
	('disclose', '{"pubwhere": "公示系统"}'), ('conclude', '{"handleadvice": "已处理"}'),
	('new_facts', '{"facts": "又售出一批"}'),
	('turn_report', '{"found": "", "problem": "J01", "detail": "过期食品"}'),
	('recall', '{"reason": "发错单位"}'), ('void', '{"reason": "误登记"}'), ('archive', '{"note": "不再公示"}'), ('reopen', '{"reason": "原决定有误"}'),
	('alert', '{"inckind": "i09", "evegrade": "3", "dead": "0", "injured": "2", "place": "店内", "ongoing": "false", "detail": "坍塌"}'),
	('alert_follow', '{"detail": "伤者已出院"}'), ('alert_close', '{"detail": "已处置", "done": "停业"}'), ('alert_ack', '{"detail": "知悉"}'),
	('publish', '{"untrue": "false", "secret": "false", "minor": "false"}'), ('unpublish', '{"reason": "有误"}'),
	('odr', '{"enterprise": "某网店", "member": "true", "agree": "true"}'),
	('odr_result', '{"result": "1", "redecolos": "10.00", "detail": "已退款", "notify": "2"}'),
	('demand_proof', '{"until": "", "materials": "身份证复印件", "notify": "3"}'),
	('proof', '{"materials": "身份证复印件", "handed": "", "complete": "true"}'),
	('dispute', '{"other": "330102000", "since": "", "detail": "经营地不在本区"}'),
	('settle_dispute', '{"result": "1", "detail": "由本局处理"}'),
	('designate', '{"unit": "330106000", "detail": "最先收到"}'),
	('entrust', '{"method": "7", "body": "西湖区消费者协会", "consent_respondent": "true", "until": ""}'),
	('appraise', '{"body": "省质检院", "chosen": "1", "fee": "2", "since": "", "item": "成分"}'),
	('appraised', '{"report": "质检2026-1", "ended": "", "result": "不合格"}'),
	('pause', '{"reason": "1", "since": "", "body": "省质检院"}'), ('resume', '{"ended": "", "report": "检1号"}'),
	('ask_recusal', '{"who": "1", "against": "外聘调解员", "reason": "近亲属"}'),
	('decide_recusal', '{"granted": "true", "mediator": "另一调解员", "reason": "情况属实"}');
update t.form set payload = payload || jsonb_build_object(case when payload ? 'since' then 'since' when payload ? 'ended' then 'ended'
	when payload ? 'handed' then 'handed' else 'until' end, (now() at time zone 'Asia/Shanghai')::date
	+ case when payload ? 'until' then 1 else 0 end)
where action in ('demand_proof', 'proof', 'dispute', 'entrust', 'appraise', 'appraised', 'pause', 'resume');
update t.form set payload = payload || jsonb_build_object(case action when 'case_result' then 'decided' when 'disclose' then 'pubday'
	else 'found' end, to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD')) where action in ('case_result', 'disclose', 'turn_report');
update t.form set payload = payload || jsonb_build_object(
	'whom', (select min(code) from core.code where tbl = 'contact_whom'),
	'how', (select min(code) from core.code where tbl = 'reply_method'),
	'outcome', (select min(code) from core.code where tbl = 'contact_outcome')) where action = 'contact';

-- The matter and party of a notice on a ticket of a kind.
create function t.notice_of(p_kind text, p_state text default '') returns jsonb language sql as $$
	select jsonb_build_object('notified', now()) || case when p_kind = 'report' then '{"matter": "report", "party": "reporter"}'
		when p_kind = 'enquiry' then '{"matter": "answer", "party": "other"}'
		when p_state = 'TS51' then '{"matter": "terminate", "party": "respondent"}' else '{}' end::jsonb;
$$;

-- Parties whom nobody told of a decision although the clock that requires it has stopped: those without an
-- entry.
create function t.untold(k core.ticket) returns text language sql stable as $$
	select string_agg(x.base || ' stopped, nobody told the ' || x.party, ', ') from (values
		('D01', case when k.outcome ? 'naccode' then 'decline' else 'accept' end, 'complainant', k.outcome ? 'acctime'),
		('D03', 'terminate', 'complainant', k.outcome ? 'ground'), ('D03', 'terminate', 'respondent', k.outcome ? 'ground'),
		('D06', 'filing', 'reporter', k.outcome ?| '{caseno,nofile}')) x(base, matter, party, decided)
	join core.clock c on c.ticket = k.ticket and c.base = x.base and c.stopped is not null
	where x.decided and not exists (select from core.notice n where n.ticket = k.ticket and n.matter = x.matter
		and n.party = x.party and n.channel in ('1', '2', '3', '4', '5', '6') and n.outcome in ('reached', 'visited', 'delivered')
		and n.at >= case x.base when 'D01' then (k.outcome->>'acctime')::timestamptz else c.start end
		and not exists (select from core.notice y where y.ticket = n.ticket and y.retracts = n.n));
$$;

-- Sends an operation as the operator: the session takes the operator's role for it.
create function t.say(p_who text, p_ticket uuid, p_base text, p_action text, p_payload jsonb,
	out verdict text, out detail jsonb) language plpgsql as $$
declare
	op uuid := gen_random_uuid();
begin
	execute format('set session authorization %L', p_who);
	select x.verdict, x.detail into verdict, detail
	from api.tell(op, op, 1, p_ticket, p_base, p_action, 1, p_payload) x;
	execute 'reset session authorization';
end $$;
