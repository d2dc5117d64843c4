-- Whatever an administrator with every right does to the record is detected: by chains, answers, seals, and
-- by a root that was given out.  Each line below is done as superuser with the triggers off, examined, and
-- rolled back.
create temporary table tk (k text primary key, ticket uuid);
insert into tk select 'a', t.complaint_in('TS60');
insert into tk select 'b', t.complaint_in('TS30');
insert into tk select 'c', t.report_in('JB31');
insert into tk select 'd', t.register(t.enquiry());
insert into tk select 'e', t.complaint_in('TS20');
select t.told('clerk', ticket, 'return', '{"reason": "1", "detail": "缺材料"}') from tk where k = 'e';
select t.told('recv', ticket, 'amend', '{"brand": "老字号", "mobile": "13900000009"}') from tk where k = 'e';
select t.tell('recv', ticket, 'accept') from tk where k = 'b'; -- a refusal is recorded too
create temporary table rv as select (y->>'token')::uuid as token from t.ask('recv',
	format('select api.reveal_request(%L, ''mobile'', ''回电'') as token', (select ticket from tk where k = 'd'))) y;
select count(*) from t.ask('recv', format('select * from api.reveal_redeem(%L)', (select token from rv)));
insert into audit.alarm (operator, what, detail) values ('x', 'a probe', '{}');
-- a row in every other ledger
select core.enrol('analyst', '分析', '0160', '330106000', '{r07}');
insert into tk select 'f', t.complaint_in('TS70');
select t.told('analyst', ticket, 'publish', '{"untrue": "false", "secret": "false", "minor": "false"}') from tk where k = 'f';
select t.told('analyst', ticket, 'unpublish', '{"reason": "有误"}') from tk where k = 'f';
insert into tk select 'g', t.complaint_in('TS40');
select t.told('station', ticket, 'issue', '{"form": "2605", "content": "x"}') from tk where k = 'g';
select t.told('station', ticket, 'void_document', '{"document": "1", "reason": "有误"}') from tk where k = 'g';
select t.told('station', ticket, 'notify', jsonb_build_object('matter', 'accept', 'party', 'complainant', 'notify', '2', 'outcome', 'reached',
	'notified', now() - interval '1 minute')) from tk where k = 'g';
select t.told('station', ticket, 'alert', '{"inckind": "i01", "evegrade": "3", "dead": "0", "injured": "2", "place": "某店", "ongoing": "true", "detail": "腹泻"}') from tk where k = 'g';
select t.ask('recv', 'select * from api.caller(''13800138000'')');
insert into audit.offline (operator, store, since, issued, until) values ('recv', gen_random_uuid(), now(), now(), now());
select core.work_roots(12);
select t.told('clerk', ticket, 'note', '{"note": "之后"}') from tk where k = 'b';
select t.told('lead', ticket, 'approve') from tk where k = 'a';
select core.work_roots();
create temporary table witness as
	select jsonb_agg(jsonb_build_object('n', n, 'hash', encode(hash, 'hex')) order by n) as held,
		jsonb_agg(jsonb_build_object('n', n, 'hash', encode(hash, 'hex'), 'since', since, 'upto', upto,
			'items', encode(items, 'hex')) order by n) as whole from core.root;
create temporary table code as select jsonb_object_agg(s.nspname || '.' || p.proname, p.prosrc) - 'core.dispatch' as ours
from pg_proc p join pg_namespace s on s.oid = p.pronamespace where s.nspname in ('core', 'audit', 'api');

create function pg_temp.verify(p_witness jsonb default '[]') returns table (ticket uuid, n integer, what text, detail text)
language sql as $$
	select * from core.verify_chain() union all select * from core.verify_ticket()
	union all select * from core.verify_answer() union all select * from core.verify_root()
	union all select * from core.verify_head() union all select * from core.verify_audit()
	union all select * from core.verify_witness(p_witness) union all select * from core.verify_code((select ours from code));
$$;
create function pg_temp.id(p text) returns uuid language sql as $$ select ticket from tk where k = p $$;
-- As an attacker who knows the construction: the chain of a ticket recomputed.
create function pg_temp.rechain(p text) returns void language plpgsql as $$
declare
	e core.event;
	prev bytea := '';
begin
	for e in select * from core.event where ticket = pg_temp.id(p) order by n loop
		prev := core.event_hash(prev, e.ticket, e.n, e.version, e.op, e.operator, e.action, e.from_state,
			e.to_state, e.from_unit, e.to_unit, e.at, e.payload, e.sha);
		update core.event set h = prev where ticket = e.ticket and n = e.n;
	end loop;
	update core.ticket set head = prev where ticket = pg_temp.id(p);
end $$;
-- And every seal recomputed over the changed rows.
create function pg_temp.reroot() returns void language plpgsql as $$
declare
	r core.root;
	last core.root;
	made integer;
begin
	for r in select * from core.root order by n loop
		delete from core.root where n = r.n;
		made := core.root_make(r.since, r.upto, last);
		select * into last from core.root where n = r.n;
		last.at := r.at;
		last.hash := core.root_hash(last);
		update core.root set at = last.at, hash = last.hash where n = r.n;
	end loop;
end $$;
create function pg_temp.after(p_sql text, p_witness text) returns text language plpgsql as $$
declare
	found text;
begin
	begin
		set local session_replication_role = replica;
		execute p_sql;
		select string_agg(distinct coalesce((select k from tk where tk.ticket = v.ticket) || coalesce(v.n::text, '') || ' ', '')
			|| v.what || coalesce(' ' || v.detail, ''), E'\n') into found
		from pg_temp.verify(case p_witness when '' then '[]' when 'whole' then (select whole from witness)
			else (select held from witness) end) v;
		raise exception 'undo' using errcode = 'P0009';
	exception when sqlstate 'P0009' then
		return found;
	end;
end $$;

create temporary table deed (i integer generated always as identity, name text, sql text, says text, witness text default '');
insert into deed (name, sql, says, witness) values
('a word of an event', $$update core.event set payload = payload || '{"a": 1}' where ticket = pg_temp.id('a') and n = 3$$, 'a3 This event was changed', ''),
('its operator', $$update core.event set operator = 'lead' where ticket = pg_temp.id('a') and n = 4$$, 'a4 This event was changed', ''),
('its time', $$update core.event set at = at - interval '3 days' where ticket = pg_temp.id('a') and n = 2$$, 'a2 This event was changed', ''),
('its action', $$update core.event set action = 'note' where ticket = pg_temp.id('a') and n = 5$$, 'a5 This event was changed', ''),
('its state', $$update core.event set to_state = 'TS51' where ticket = pg_temp.id('a') and n = 6$$, 'a6 This event was changed', ''),
('its unit', $$update core.event set to_unit = '330105000' where ticket = pg_temp.id('a') and n = 5$$, 'a5 This event was changed', ''),
('its version', $$update core.event set version = 99 where ticket = pg_temp.id('a') and n = 2$$, 'a2 This event was changed', ''),
('its operation', $$update core.event set op = gen_random_uuid() where ticket = pg_temp.id('a') and n = 2$$, 'a2 This event was changed', ''),
('for which unit he acted', $$update core.event set by_unit = '330105000' where ticket = pg_temp.id('a') and n = 3$$, 'a3 A sealed line was changed. root . event', ''),
('by which rule', $$update core.event set transition = 't99' where ticket = pg_temp.id('a') and n = 3$$, 'a3 A sealed line was changed. root . event', ''),
('its transaction', $$update core.event set xid = (xid::text::bigint - 1)::text::xid8 where ticket = pg_temp.id('a') and n = 3$$, 'a3 A sealed line was changed. root . event', ''),
('the digest of its arguments', $$update core.event set sha = sha256('x') where ticket = pg_temp.id('a') and n = 3$$, 'a3 This event was changed', ''),
('its link', $$update core.event set h = sha256('x') where ticket = pg_temp.id('a') and n = 3$$, 'a3 This event was changed', ''),
('the first event deleted', $$delete from core.event where ticket = pg_temp.id('a') and n = 1$$, 'a1 This event is missing', ''),
('one in the middle deleted', $$delete from core.event where ticket = pg_temp.id('a') and n = 4$$, 'a4 This event is missing', ''),
('the last one deleted', $$delete from core.event where ticket = pg_temp.id('a') and n = (select max(n) from core.event where ticket = pg_temp.id('a'))$$, 'a The last events are missing', ''),
('the last one deleted and the ticket set back', $$with gone as (delete from core.event where ticket = pg_temp.id('a') and n = 9 returning *)
	update core.ticket t set seq = 8, state = e.to_state, unit = e.to_unit, version = e.version, head = e.h, operator = e.operator,
		updated = e.at from core.event e where e.ticket = t.ticket and e.n = 8 and t.ticket = pg_temp.id('a')$$, 'a9 A sealed line was deleted. root . event', ''),
('and its answer too', $$with gone as (delete from core.event where ticket = pg_temp.id('a') and n = 9 returning *),
	answer as (delete from core.applied using core.event e where e.ticket = pg_temp.id('a') and e.n = 9 and op_id = e.op)
	update core.ticket t set seq = 8, state = e.to_state, unit = e.to_unit, version = e.version, head = e.h, operator = e.operator,
		updated = e.at from core.event e where e.ticket = t.ticket and e.n = 8 and t.ticket = pg_temp.id('a')$$, 'a9 A sealed line was deleted. root . event', ''),
('one in the middle deleted, the rest numbered and chained anew', $$do $x$ begin delete from core.event where ticket = pg_temp.id('b') and n = 5;
	update core.event set n = n - 1 where ticket = pg_temp.id('b') and n > 5; perform pg_temp.rechain('b');
	update core.ticket set seq = seq - 1 where ticket = pg_temp.id('b'); end $x$ $$, 'b5 A sealed line was deleted. root . event', ''),
('two events exchanged', $$do $x$ begin update core.event set n = n + 100 where ticket = pg_temp.id('a') and n in (3, 4);
	update core.event set n = 107 - n where ticket = pg_temp.id('a') and n > 100; end $x$ $$, 'a3 This event was changed', ''),
('two exchanged and chained anew', $$do $x$ begin update core.event set n = n + 100 where ticket = pg_temp.id('a') and n in (3, 4);
	update core.event set n = 107 - n where ticket = pg_temp.id('a') and n > 100; perform pg_temp.rechain('a'); end $x$ $$, 'a3 A sealed line was changed. root . event', ''),
('an event added at the end', $$insert into core.event (ticket, n, version, xid, at, op, operator, by_unit, action, transition, from_state, to_state, from_unit, to_unit, payload, sha, h)
	select ticket, n + 1, version, xid, at, op, operator, by_unit, action, transition, from_state, to_state, from_unit, to_unit, payload, sha, h
	from core.event where ticket = pg_temp.id('d') and n = 1$$, 'd Events were added', ''),
('an event added and chained, an operation made up', $$do $x$ begin insert into core.event (ticket, n, version, xid, at, op, operator, by_unit, action, transition, from_state, to_state, from_unit, to_unit, payload, sha, h)
	select ticket, 2, version, xid, at, '99999999-9999-4999-8999-999999999999', operator, by_unit, 'note', transition, to_state, to_state, to_unit, to_unit, payload, sha, h
	from core.event where ticket = pg_temp.id('d') and n = 1; update core.ticket set seq = 2 where ticket = pg_temp.id('d'); perform pg_temp.rechain('d');
	insert into core.applied (op_id, store, seq, ticket, at, operator, verdict, sha, detail, xid) select e.op, a.store, 99, a.ticket, a.at, a.operator, 'applied', a.sha,
		jsonb_build_object('version', e.version, 'state', e.to_state, 'unit', e.to_unit), a.xid from core.event e
	join core.applied a on a.ticket = e.ticket where e.ticket = pg_temp.id('d') and e.n = 2; end $x$ $$, 'd2 A line was added behind the seal. root . event', ''),
('a ticket with all its events deleted', $$do $x$ begin delete from core.event where ticket = pg_temp.id('d'); delete from core.ticket where ticket = pg_temp.id('d'); end $x$ $$, 'd1 A sealed line was deleted. root . event', ''),
('and with its answers, caller and clocks', $$do $x$ begin delete from core.event where ticket = pg_temp.id('d'); delete from core.applied where ticket = pg_temp.id('d');
	delete from core.caller where ticket = pg_temp.id('d'); delete from core.ticket where ticket = pg_temp.id('d'); end $x$ $$, 'd1 A sealed line was deleted. root . event', ''),
('only the ticket deleted', $$delete from core.ticket where ticket = pg_temp.id('d')$$, 'd The ticket is gone', ''),
('only its caller deleted', $$delete from core.caller where ticket = pg_temp.id('a')$$, 'a Facts or caller were changed', ''),
('a whole chain rewritten', $$do $x$ begin update core.event set at = at - interval '5 days' where ticket = pg_temp.id('c'); perform pg_temp.rechain('c');
	update core.ticket t set updated = e.at, created = t.created - interval '5 days' from core.event e where e.ticket = t.ticket and e.n = t.seq and t.ticket = pg_temp.id('c');
	update core.applied set at = at - interval '5 days' where ticket = pg_temp.id('c') and verdict = 'applied'; end $x$ $$, 'c1 A sealed line was changed. root . event', ''),
('a whole chain and the roots rewritten: only a desk knows', $$do $x$ begin update core.event set at = at - interval '5 days' where ticket = pg_temp.id('c'); perform pg_temp.rechain('c');
	update core.ticket t set updated = e.at, created = t.created - interval '5 days' from core.event e where e.ticket = t.ticket and e.n = t.seq and t.ticket = pg_temp.id('c');
	update core.applied set at = at - interval '5 days' where ticket = pg_temp.id('c') and verdict = 'applied'; perform pg_temp.reroot(); end $x$ $$, '^This root is not the one that was handed out', 'held'),
('the same, by a root kept elsewhere', $$do $x$ begin update core.event set at = at - interval '5 days' where ticket = pg_temp.id('c'); perform pg_temp.rechain('c');
	update core.ticket t set updated = e.at, created = t.created - interval '5 days' from core.event e where e.ticket = t.ticket and e.n = t.seq and t.ticket = pg_temp.id('c');
	update core.applied set at = at - interval '5 days' where ticket = pg_temp.id('c') and verdict = 'applied'; perform pg_temp.reroot(); end $x$ $$, 'c1 A sealed line was changed. root . event', 'whole'),
('a ticket deleted with everything and the roots made anew', $$do $x$ begin delete from core.event where ticket = pg_temp.id('d'); delete from core.applied where ticket = pg_temp.id('d');
	delete from core.caller where ticket = pg_temp.id('d'); delete from core.ticket where ticket = pg_temp.id('d'); perform pg_temp.reroot(); end $x$ $$, 'd1 A sealed line was deleted. root . event', 'whole'),
('the roots deleted', 'delete from core.root', 'A root that was handed out is not there', 'held'),
('the last root deleted', 'delete from core.root where n = (select max(n) from core.root)', 'A root that was handed out is not there', 'held'),
('a root in the middle deleted', 'delete from core.root where n = 2', 'Roots are missing', ''),
('the first root deleted', 'delete from core.root where n = 1', 'Roots are missing', ''),
('a root changed', $$update core.root set at = at - interval '1 day' where n = 2$$, 'This root was changed. 2', ''),
('what a root keeps changed', $$update core.root set items = set_byte(items, 30, get_byte(items, 30) # 1) where n = 2$$, 'This root was changed. 2', ''),
('two roots exchanged', $$update core.root set n = n + 100 where n in (1, 2); update core.root set n = 103 - n where n > 100$$, 'does not follow', ''),
('the state of a ticket', $$update core.ticket set state = 'TS70' where ticket = pg_temp.id('b')$$, 'b State, unit', ''),
('its unit', $$update core.ticket set unit = '330105000' where ticket = pg_temp.id('b')$$, 'b State, unit', ''),
('its version', $$update core.ticket set version = version - 1 where ticket = pg_temp.id('b')$$, 'b State, unit', ''),
('its facts', $$update core.ticket set facts = facts || '{"invoam": "1.00"}' where ticket = pg_temp.id('b')$$, 'b Facts or caller', ''),
('its outcome', $$update core.ticket set outcome = outcome || '{"redecolos": "1.00"}' where ticket = pg_temp.id('a')$$, 'a10 The ticket or its deadlines', ''),
('its title', $$update core.ticket set title = '无' where ticket = pg_temp.id('b')$$, 'b5 The ticket or its deadlines', ''),
('its respondent', $$update core.ticket set respondent = '别家' where ticket = pg_temp.id('b')$$, 'b The respondent', ''),
('when it was received', $$update core.ticket set received = received + interval '9 days' where ticket = pg_temp.id('b')$$, 'b1 A sealed line was changed. root . event', ''),
('its number', $$update core.ticket set regno = replace(regno, '2026', '2025') where ticket = pg_temp.id('b')$$, 'b Kind, number', ''),
('its kind', $$update core.ticket set kind = 'enquiry' where ticket = pg_temp.id('b')$$, 'b Kind, number', ''),
('who registered it', $$update core.ticket set registered_by = 'disp' where ticket = pg_temp.id('b')$$, 'b Kind, number', ''),
('its rule set', $$update core.ticket set rule_set = '20' where ticket = pg_temp.id('b')$$, 'b1 A sealed line was changed. root . event', ''),
('its deadline', $$update core.clock set due = due + 30 where ticket = pg_temp.id('b') and stopped is null$$, 'b5 The ticket or its deadlines', ''),
('its deadline in both places', $$do $x$ begin update core.clock set due = due + 30 where ticket = pg_temp.id('b') and stopped is null;
	update core.ticket set due = due + 30 where ticket = pg_temp.id('b'); end $x$ $$, 'b5 The ticket or its deadlines', ''),
('a deadline said to be met', $$update core.clock set stopped = now() - interval '1 day' where ticket = pg_temp.id('b') and stopped is null$$, 'b5 The ticket or its deadlines', ''),
('a deadline deleted', $$delete from core.clock where ticket = pg_temp.id('b')$$, 'b5 The ticket or its deadlines', ''),
('that it was returned', $$update core.ticket set returned = 0 where ticket = pg_temp.id('e')$$, 'e How often it was returned', ''),
('who may see it', $$update core.ticket set held = held || '310000000'::text where ticket = pg_temp.id('b')$$, 'b Who held', ''),
('who called', $$update core.caller set detail = detail || '{"mobile": "13700000000"}' where ticket = pg_temp.id('a')$$, 'a Facts or caller', ''),
('by what telephone she is found', $$update core.caller set phone = '13700000000' where ticket = pg_temp.id('a')$$, 'a Name or telephone', ''),
('who reported', $$update core.reporter set detail = detail || '{"pname": "别人"}' where ticket = pg_temp.id('c')$$, 'c Facts or caller', ''),
('an answer', $$update core.applied set detail = detail || '{"state": "TS10"}' where op_id = (select op from core.event where ticket = pg_temp.id('a') and n = 4)$$, 'a4 Event and answer', ''),
('an answer deleted', $$delete from core.applied where op_id = (select op from core.event where ticket = pg_temp.id('a') and n = 4)$$, 'a4 No operation', ''),
('a refusal deleted', $$delete from core.applied where verdict = 'refused'$$, 'A sealed line was deleted. root . answer', ''),
('a refusal become an application', $$update core.applied set verdict = 'applied' where verdict = 'refused'$$, 'b The event of an applied', ''),
('whose desk it came from', $$update core.applied set store = gen_random_uuid() where verdict = 'refused'$$, 'b A sealed line was changed. root . answer', ''),
('that a value was read', 'delete from core.reveal', 'without a request', ''),
('that it was handed out', 'delete from audit.redeemed', 'A sealed line was deleted. root . redeemed', ''),
('both', $$do $x$ begin delete from core.reveal; delete from audit.redeemed; end $x$ $$, 'A sealed line was deleted. root . reveal', ''),
('why it was read', $$update core.reveal set reason = '别的'$$, 'A sealed line was changed. root . reveal', ''),
('who read it', $$update core.reveal set operator = 'disp'$$, 'A sealed line was changed. root . reveal', ''),
('an alarm deleted', 'delete from audit.alarm', 'A sealed line was deleted. root . alarm', ''),
('a deed of an administrator deleted', 'delete from audit.admin where n = 3', 'A sealed line was deleted. root . deed', ''),
('a deed of an administrator changed', $$update audit.admin set by_role = 'nobody' where n = 3$$, 'A sealed line was changed. root . deed', ''),
('a deed put in', $$insert into audit.admin (what, detail, xid) select 'enrol', '{}', xid from audit.admin where n = 3$$, 'A line was added behind the seal. root . deed', ''),
('numbers lent deleted', 'delete from core.lease where request = (select min(request::text)::uuid from core.lease)', 'A sealed line was deleted. root . numbers', ''),
-- The other ledgers, each with a row changed, deleted and added; no event tells of a look-up or an offline
-- period.
('a notice changed', $$update core.notice set told = told - interval '3 days' where ticket = pg_temp.id('g')$$, 'g A sealed line was changed. root . notice', ''),
('whether it reached him', $$update core.notice set outcome = 'refused' where ticket = pg_temp.id('g')$$, 'g A sealed line was changed. root . notice', ''),
('a notice deleted', $$delete from core.notice where ticket = pg_temp.id('g')$$, 'g A notice was changed', ''),
('a notice added', $$insert into core.notice select (jsonb_populate_record(o, jsonb_build_object('n', 9, 'op', gen_random_uuid()))).* from core.notice o where ticket = pg_temp.id('g') limit 1$$, 'g A notice was changed', ''),
('a document deleted', $$delete from core.document where ticket = pg_temp.id('g')$$, 'g A sealed line was deleted. root . document', ''),
('what of it is shown', $$update core.document set shown = '别的' where ticket = pg_temp.id('g')$$, 'g A sealed line was changed. root . document', ''),
('for whom it is', $$update core.document set audience = 'respondent', number = number || '号' where ticket = pg_temp.id('g')$$, 'g A document was changed', ''),
('that it is void deleted', $$delete from core.document_void where ticket = pg_temp.id('g')$$, 'g That a document is void', ''),
('why it is void', $$update core.document_void set reason = '别的' where ticket = pg_temp.id('g')$$, 'g A sealed line was changed. root . void document', ''),
('how many were injured', $$update core.incident_report set injured = 0 where ticket = pg_temp.id('g')$$, 'g A sealed line was changed. root . incident report', ''),
('an incident''s report deleted', $$delete from core.incident_report where ticket = pg_temp.id('g')$$, 'g A report of an incident', ''),
('when it was learned', $$update core.incident set learned = learned + interval '2 hours' where ticket = pg_temp.id('g')$$, 'g[0-9]+ The ticket or its deadlines', ''),
('an incident deleted', $$delete from core.incident where ticket = pg_temp.id('g')$$, 'g[0-9]+ The ticket or its deadlines', ''),
('when a superior took note', $$update core.incident_notice set received = now() where ticket = pg_temp.id('g')$$, 'g[0-9]+ The ticket or its deadlines', ''),
('to whom it was reported', $$delete from core.incident_notice where ctid = (select min(ctid) from core.incident_notice where ticket = pg_temp.id('g'))$$, 'g[0-9]+ The ticket or its deadlines', ''),
('what was published', $$update core.publication set body = body || '{"goods": "x"}' where ticket = pg_temp.id('f')$$, 'f A publication was changed', ''),
('where it was published', $$update core.publication set unit = '330105000' where ticket = pg_temp.id('f')$$, 'f A sealed line was changed. root . publication', ''),
('that it was withdrawn', $$delete from core.publication_end where ticket = pg_temp.id('f')$$, 'f A publication was changed', ''),
('why it was withdrawn', $$update core.publication_end set reason = '别的' where ticket = pg_temp.id('f')$$, 'f A publication was changed', ''),
('both deleted', $$do $x$ begin delete from core.publication_end; delete from core.publication; end $x$ $$, 'f A publication was changed', ''),
('who looked up a number', $$update audit.lookup set operator = 'nobody'$$, 'A sealed line was changed. root . look-up', ''),
('that a number was looked up', 'delete from audit.lookup', 'A sealed line was deleted. root . look-up', ''),
('a span without the centre', $$update audit.offline set until = until + interval '1 day'$$, 'A sealed line was changed. root . span', ''),
('that there was one', 'delete from audit.offline', 'A sealed line was deleted. root . span', ''),
('a day of warning', $$update core.clock set warn = due - 9 where ticket = pg_temp.id('b') and stopped is null$$, 'b5 The ticket or its deadlines', ''),
('the guard of the events taken away', 'drop trigger event_keep on core.event', 'taken away or switched off. core.event', 'guard'),
('the guard switched off', 'alter table audit.alarm disable trigger alarm_keep', 'taken away or switched off. audit.alarm', 'guard'),
('the guard of the notices taken away', 'drop trigger notice_keep on core.notice', 'taken away or switched off. core.notice', 'guard'),
('the guard of the look-ups switched off', 'alter table audit.lookup disable trigger lookup_keep', 'taken away or switched off. audit.lookup', 'guard'),
('the guard made toothless', $$create or replace function audit.keep() returns trigger language plpgsql as 'begin return null; end'$$, 'not the one that was installed. audit.keep', ''),
('a function replaced', $$create or replace function core.may_see(p_unit text, p_held text[], p_units text[]) returns boolean language sql as 'select true'$$, 'not the one that was installed. core.may_see', ''),
('the dispatcher replaced', $$create or replace function core.dispatch(s core.step) returns core.step language plpgsql as 'begin return s; end'$$, 'not the one that was installed. core.dispatch', ''),
('a function put in', $$create function api.peek() returns integer language sql as 'select 1'$$, 'not ours. api.peek', ''),
('a trigger put in', $$create trigger spy after insert on core.event execute function suppress_redundant_updates_trigger()$$, 'A trigger that is not ours', 'guard');

select plan(15 + (select count(*)::integer from deed));
select ok((select count(*) from deed) >= 40, 'at least forty kinds of tampering');
select is((select string_agg(format('%s %s %s %s', (select k from tk where tk.ticket = v.ticket), v.n, what, detail), E'\n')
	from (select * from pg_temp.verify((select whole from witness)) union all select * from core.verify_guard()) v), null,
	'an untouched record raises no alarm');
create function pg_temp.after_guard(p_sql text) returns text language plpgsql as $$
declare
	found text;
begin
	begin
		execute p_sql;
		select string_agg(v.what || coalesce(' ' || v.detail, ''), E'\n') into found from core.verify_guard() v;
		raise exception 'undo' using errcode = 'P0009';
	exception when sqlstate 'P0009' then
		return found;
	end;
end $$;
select ok(coalesce(x.found ~ ('(?w)' || d.says), false), d.name || ': ' || coalesce(replace(x.found, E'\n', '; '), 'not found'))
from deed d, lateral (select case when d.witness = 'guard' then pg_temp.after_guard(d.sql)
	else pg_temp.after(d.sql, d.witness) end as found offset 0) x order by d.i;
select throws_ok('delete from core.root', 'P0001', null, 'a root cannot be removed in passing');
select is(core.kept(), (select array_agg(n.nspname || '.' || c.relname order by n.nspname, c.relname) from pg_trigger g
	join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace where tgfoid = 'audit.keep'::regproc),
	'every table to which the migrations gave the guard is examined');
select is((select string_agg(k, ' ') from unnest(core.kept()) k where k <> 'core.root' and (select prosrc
	from pg_proc where oid = 'core.root_lines(xid8,xid8)'::regprocedure) !~ ('\sfrom ' || k || '\s')), null, 'and sealed by the roots');
-- A root made before these ledgers were sealed still holds.
create function pg_temp.older() returns void language plpgsql as $$
declare
	r core.root;
begin
	select * into r from core.root order by n desc limit 1;
	select string_agg('t'::bytea || uuid_send(h.ticket) || int4send(h.n) || substr(h.digest, 1, 16), '' order by h.ticket) into r.heads
	from core.root_heads(array(select encode(i.key, 'hex')::uuid from core.root_items(r.heads) i), 't') h;
	r.hash := core.root_hash(r);
	update core.root set heads = r.heads, hash = r.hash where n = r.n;
end $$;
select is(pg_temp.after('select 1', ''), null, 'with nothing done nothing is found');
select ok(coalesce(o ~ 'a[0-9]+ The ticket or its deadlines' and o !~ '[b-g].? The ticket', false), 'an older root is held against what it sealed: ' || coalesce(o, 'nothing'))
from pg_temp.after($$do $x$ begin perform pg_temp.older(); update core.ticket set title = '无' where ticket = pg_temp.id('a'); end $x$ $$, '') o;
select is(pg_temp.after($$do $x$ begin perform pg_temp.older(); update core.clock set warn = due - 9 where ticket = pg_temp.id('a'); end $x$ $$, ''), null, 'and not against what it did not');
-- A transaction that commits late is in the next root, not lost between two.
select t.run('recv', 'begin');
insert into tk select 'late', t.register(t.enquiry());
select t.told('lead', pg_temp.id('a'), 'note', '{"note": "先"}');
select core.work_roots();
select t.run('recv', 'commit');
select core.work_roots();
select is((select count(*)::integer from core.root r, lateral core.root_items(r.items) i where i.source = 'e'),
	(select count(*)::integer from core.event), 'every event is in exactly one root, also one that came late');
-- The roots that a desk holds are compared at its greeting.
create function pg_temp.greet(p_held jsonb) returns jsonb language sql as $$
	select x->'h'->'root' from t.ask('recv', format('select api.hello(%L, ''t'', 1, %L) as h', t.store_of('recv'),
		jsonb_build_object('roots', p_held))) x;
$$;
select is((pg_temp.greet('[]')->>'n')::bigint, (select max(n) from core.root), 'a greeting brings the newest root');
select is(pg_temp.greet(held)->'known', held, 'and what the centre has under the numbers a desk holds') from witness;
select is((select count(*)::integer from audit.alarm where what like '%another root'), 0, 'of which nothing is wrong');
select is(pg_temp.greet(jsonb_build_array(jsonb_build_object('n', 2, 'hash', repeat('a', 64)),
	jsonb_build_object('n', 2, 'hash', repeat('a', 64)), jsonb_build_object('n', 999, 'hash', repeat('b', 64)),
	'x', jsonb_build_object('n', 'y', 'hash', 3)))->'known'->2, '{"n": 999, "hash": null}', 'a root it has not is said to be none');
select is((select string_agg(detail->>'n', ' ' order by n) from audit.alarm where what like '%another root'), '2 999',
	'each is an alarm, once');
select count(pg_temp.greet((select jsonb_agg(jsonb_build_object('n', 1000 * i + j, 'hash', repeat('c', 64))) from generate_series(1, 16) j)))
from generate_series(1, 9) i;
select is((select count(*)::integer from audit.alarm where what like '%another root'), 20,
	'one operator makes up twenty a day at most that are kept one by one');
select * from finish();
