-- 0004 -- tickets, the people in them, their clocks, and every step with its verdict.
set local role gangshao_owner;

-- Indexes are computed with it: a change here needs a migration that computes them anew.
create or replace function core.joinable(p_state text) returns boolean
language sql immutable parallel safe as $$
	select p_state = any ('{TS10,TS11,TS12,TS20,TS21,TS25,TS30,TS40,TS41,TS42,
		JB10,JB11,JB12,JB20,JB21,JB22}'::text[]);
$$;
comment on function core.joinable(text) is
	'Whether a ticket in this state may still be merged, or have others merged into it';

-- Written when a ticket is inserted and when a step changes respondent or title; other steps cost nothing.
create function core.note_words() returns trigger language plpgsql
set search_path = pg_catalog, core, pg_temp as $$
begin
	insert into core.ticket_words as w (ticket, grams)
	values (new.ticket, core.grams(core.fold(new.respondent)) || core.grams(core.fold(new.title)))
	on conflict (ticket) do update set grams = excluded.grams;
	return null;
end $$;
comment on function core.note_words() is 'Keeps core.ticket_words up to date';
revoke execute on function core.note_words() from public;

create table core.ticket (
	ticket uuid not null,
	serial bigint not null,
	version integer not null,
	seq integer not null,
	returned integer not null default 0,
	due date,
	rank timestamptz not null,
	received timestamptz not null,
	created timestamptz not null,
	updated timestamptz not null,
	call uuid not null,
	kind text not null,
	state text not null,
	regno text not null,
	unit text not null,
	registered_unit text not null,
	registered_by text not null,
	operator text not null,
	rule_set text not null,
	clock text,
	flags text not null default '',
	title text not null default '',
	respondent text not null default '',
	uscc text,
	caller text not null default '',
	phone_known boolean not null default false,
	route text[] not null default '{}',
	held text[] not null default '{}',
	facts jsonb not null,
	outcome jsonb not null default '{}',
	head bytea not null,
	constraint ticket_pkey primary key (ticket),
	constraint ticket_number_unique unique (registered_unit, serial),
	constraint ticket_state_known
		foreign key (state) references core.state(code) deferrable initially deferred,
	constraint ticket_unit_known foreign key (unit) references core.unit(code),
	constraint ticket_registered_unit_known foreign key (registered_unit) references core.unit(code),
	constraint ticket_registered_by_known foreign key (registered_by) references core.operator(name),
	constraint ticket_kind_known check (kind in ('complaint', 'report', 'enquiry')),
	constraint ticket_rule_set_known check (rule_set ~ '^[0-9a-z]{1,7}$')
) with (fillfactor = 80);
alter table core.ticket alter facts set compression lz4;
create index ticket_worklist on core.ticket (unit, state, rank, ticket);
create index ticket_mine on core.ticket (registered_by, received);
create index ticket_call on core.ticket (call);
create index ticket_uscc on core.ticket (uscc, received) where uscc is not null;
create index ticket_callback on core.ticket (registered_unit, rank, ticket)
	where state in ('TS70', 'TS85', 'ZX40');
create index ticket_publish on core.ticket (unit, rank, ticket)
	where state in ('TS70', 'TS80') and facts->>'agreepub' in ('true', '1', 'yes');
create index ticket_folded on core.ticket (core.fold(respondent) text_pattern_ops, received)
	where respondent <> '';
create index ticket_tail on core.ticket ((serial % 10000));
create index ticket_joinable_name on core.ticket (core.fold(respondent) text_pattern_ops, received)
	where respondent <> '' and core.joinable(state);
create index ticket_joinable_code on core.ticket (uscc, received)
	where uscc is not null and core.joinable(state);
create trigger ticket_words_new after insert on core.ticket
	for each row execute function core.note_words();
create trigger ticket_words_changed after update of respondent, title on core.ticket
	for each row
	when (old.respondent <> new.respondent or old.title <> new.title) execute function core.note_words();
comment on table core.ticket is 'A ticket as it stands now';
comment on index core.ticket_callback is 'Tickets that wait for a call back (states of queue callback)';
comment on index core.ticket_publish is
	'Closed complaints whose complainants agreed to publication (queue publish)';
comment on index core.ticket_folded is 'Tickets by respondent, however the name is written';
comment on index core.ticket_tail is 'Tickets by the last four digits of their number';
comment on index core.ticket_joinable_name is
	'Tickets that may be merged, by respondent, however the name is written';
comment on index core.ticket_joinable_code is 'Tickets that may be merged, by credit code';
comment on column core.ticket.ticket is 'Identity, chosen by the desk';
comment on column core.ticket.serial is 'Last eight digits of the registration number';
comment on column core.ticket.version is 'Number of changes; a step names the version its operator saw';
comment on column core.ticket.seq is 'Number of events';
comment on column core.ticket.returned is 'How often it was returned';
comment on column core.ticket.due is 'Nearest day of a running clock';
comment on column core.ticket.rank is
	'Order in lists: due day, four hundred years earlier while a major incident is open; without a '
	'day the time received, four hundred years later; closed tickets: time closed';
comment on column core.ticket.received is 'When it was received; decides the rule set';
comment on column core.ticket.created is 'When the centre recorded it';
comment on column core.ticket.updated is 'Last event';
comment on column core.ticket.call is 'Call it came from; tickets of one call belong together';
comment on column core.ticket.kind is 'complaint, report or enquiry';
comment on column core.ticket.state is 'State';
comment on column core.ticket.regno is 'Registration number';
comment on column core.ticket.unit is 'Unit that holds it';
comment on column core.ticket.registered_unit is 'Unit that registered it';
comment on column core.ticket.registered_by is 'Operator who registered it';
comment on column core.ticket.operator is 'Operator of the last event';
comment on column core.ticket.rule_set is '121 or 20 (SAMR order)';
comment on column core.ticket.clock is 'Code of the nearest running clock';
comment on column core.ticket.flags is
	'u urged, s supervised, j major, l linked, r returned, p nearest clock paused';
comment on column core.ticket.title is 'What it is about, short';
comment on column core.ticket.respondent is 'Name of the respondent';
comment on column core.ticket.uscc is 'Credit code of the respondent';
comment on column core.ticket.caller is 'Caller, masked; for a report only whether the reporter gave a name';
comment on column core.ticket.phone_known is 'Whether a telephone number was given';
comment on column core.ticket.route is 'Units that sent it here, the last one last: the way back';
comment on column core.ticket.held is 'Units that have held or registered it';
comment on column core.ticket.facts is 'Facts of the intake, without the caller''s identity';
comment on column core.ticket.outcome is 'Facts of the handling';
comment on column core.ticket.head is 'Hash of the last event';

-- Foreign keys to a ticket are checked when the transaction ends: a step writes the ticket last.
create table core.ticket_words (
	ticket uuid not null,
	grams text[] not null,
	constraint ticket_words_pkey primary key (ticket),
	constraint ticket_words_ticket foreign key (ticket) references core.ticket(ticket)
);
create index ticket_words_grams on core.ticket_words using gin (grams);
comment on table core.ticket_words is
	'Search index of tickets: respondent and title in the form they are compared in (core.fold)';
comment on column core.ticket_words.ticket is 'Ticket';
comment on column core.ticket_words.grams is 'Pairs of neighbouring characters';

create table core.caller (
	ticket uuid not null,
	name text not null default '',
	phone text not null default '',
	phone2 text not null default '',
	detail jsonb not null,
	constraint caller_pkey primary key (ticket),
	constraint caller_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred
);
create index caller_phone on core.caller (phone) where phone <> '';
create index caller_phone2 on core.caller (phone2) where phone2 <> '';
create index caller_switchboard on core.caller (split_part(phone, '-', 1)) where phone like '%-%';
create index caller_switchboard2 on core.caller (split_part(phone2, '-', 1)) where phone2 like '%-%';
create index caller_named on core.caller (core.fold(name)) where name <> '';
create index caller_ends on core.caller (right(split_part(phone, '-', 1), 4)) where phone <> '';
create index caller_ends2 on core.caller (right(split_part(phone2, '-', 1), 4))
	where phone2 <> '';
comment on table core.caller is 'Callers of complaints and enquiries';
comment on index core.caller_ends is
	'Callers by the last four digits of the telephone, which every mask shows';
comment on column core.caller.ticket is 'Ticket';
comment on column core.caller.name is 'Name';
comment on column core.caller.phone is 'Telephone as core.phone writes it';
comment on column core.caller.phone2 is 'Second telephone as core.phone writes it';
comment on column core.caller.detail is 'Everything given about the person, by key';

create table core.reporter (
	ticket uuid not null,
	name text not null default '',
	phone text not null default '',
	phone2 text not null default '',
	detail jsonb not null,
	constraint reporter_pkey primary key (ticket),
	constraint reporter_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred
);
create index reporter_phone on core.reporter (phone) where phone <> '';
create index reporter_phone2 on core.reporter (phone2) where phone2 <> '';
create index reporter_switchboard on core.reporter (split_part(phone, '-', 1))
	where phone like '%-%';
create index reporter_switchboard2 on core.reporter (split_part(phone2, '-', 1))
	where phone2 like '%-%';
create index reporter_named on core.reporter (core.fold(name)) where name <> '';
comment on table core.reporter is 'Reporters, kept apart from other callers (order 121 article 37)';
comment on column core.reporter.ticket is 'Ticket';
comment on column core.reporter.name is 'Name';
comment on column core.reporter.phone is 'Telephone as core.phone writes it';
comment on column core.reporter.phone2 is 'Second telephone as core.phone writes it';
comment on column core.reporter.detail is 'Everything given about the person, by key';

create table core.party (
	ticket uuid not null,
	n integer not null,
	role text not null,
	name text not null default '',
	phone text not null default '',
	phone2 text not null default '',
	scope text not null default '',
	until date,
	since timestamptz not null,
	ended timestamptz,
	origin uuid,
	detail jsonb not null,
	acts_for integer,
	constraint party_pkey primary key (ticket, n),
	constraint party_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred,
	constraint party_role_known check (role in ('joint', 'agent')),
	constraint party_number_from_two check (n >= 2)
);
create index party_phone on core.party (phone) where phone <> '';
create index party_phone2 on core.party (phone2) where phone2 <> '';
create index party_switchboard on core.party (split_part(phone, '-', 1)) where phone like '%-%';
create index party_switchboard2 on core.party (split_part(phone2, '-', 1)) where phone2 like '%-%';
create index party_named on core.party (core.fold(name)) where name <> '';
comment on table core.party is
	'Joint complainants beside the caller, and agents of complainants (order 121 articles 11 and 12)';
comment on column core.party.ticket is 'Ticket';
comment on column core.party.n is 'Number of the person in the ticket; the caller is 1';
comment on column core.party.role is 'joint: complains too; agent: acts with a power of attorney';
comment on column core.party.name is 'Name';
comment on column core.party.phone is 'Telephone as core.phone writes it';
comment on column core.party.phone2 is 'Second telephone as core.phone writes it';
comment on column core.party.scope is 'What an agent may do, table agent_scope';
comment on column core.party.until is 'Last day of the power of attorney';
comment on column core.party.since is 'When the person was added';
comment on column core.party.ended is 'When the person left or the power of attorney ended';
comment on column core.party.origin is 'Merged ticket that brought the person; null: none';
comment on column core.party.detail is 'Everything given about the person, by key';
comment on column core.party.acts_for is 'Number of the complainant an agent acts for; null: the caller';

create table core.clock (
	ticket uuid not null,
	code text not null,
	base text not null,
	start timestamptz not null,
	length integer not null,
	unit text not null,
	extended integer not null default 0,
	due date not null,
	stopped timestamptz,
	rule text not null,
	warn date,
	constraint clock_pkey primary key (ticket, base),
	constraint clock_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred
);
create index clock_running on core.clock (due) where stopped is null;
create index clock_disputed on core.clock (ticket) where base = 'D07' and stopped is null;
comment on table core.clock is 'Deadlines of tickets, running or stopped';
comment on column core.clock.ticket is 'Ticket';
comment on column core.clock.code is 'Rule it follows';
comment on column core.clock.base is 'Deadline code that the procedure names';
comment on column core.clock.start is 'What started it; its day is not counted';
comment on column core.clock.length is 'Length without extension';
comment on column core.clock.unit is 'workday, day or year';
comment on column core.clock.extended is 'Extension';
comment on column core.clock.due is 'Last day';
comment on column core.clock.stopped is 'When it stopped; null: running';
comment on column core.clock.rule is 'Legal basis';
comment on column core.clock.warn is
	'Last day under the other rule, or null; lists use the earlier of the two days';

create table core.pause (
	ticket uuid not null,
	base text not null,
	start date not null,
	stop date,
	reason text not null default '',
	constraint pause_pkey primary key (ticket, base, start),
	constraint pause_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred,
	constraint pause_order check (stop >= start)
);
comment on table core.pause is 'Days on which a clock does not run';
comment on column core.pause.ticket is 'Ticket';
comment on column core.pause.base is 'Deadline';
comment on column core.pause.start is 'First day not counted';
comment on column core.pause.stop is 'First day counted again; null: still paused';
comment on column core.pause.reason is 'Why';

create table core.urged (
	ticket uuid not null,
	base text not null,
	start timestamptz not null,
	rule text not null,
	at timestamptz not null,
	constraint urged_pkey primary key (ticket, base, start, rule),
	constraint urged_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred
);
comment on table core.urged is
	'What the server urged or escalated by itself: once for each rule and each run of a clock';
comment on column core.urged.ticket is 'Ticket';
comment on column core.urged.base is 'Deadline';
comment on column core.urged.start is 'Start of that run of the clock';
comment on column core.urged.rule is 'Code of table urge_rule';
comment on column core.urged.at is 'When';

create table core.event (
	ticket uuid not null,
	n integer not null,
	version integer not null,
	xid xid8 not null,
	seq bigint generated always as identity,
	at timestamptz not null,
	op uuid not null,
	operator text not null,
	by_unit text not null,
	action text not null,
	transition text not null,
	from_state text not null,
	to_state text not null,
	from_unit text not null,
	to_unit text not null,
	payload jsonb not null,
	sha bytea not null,
	h bytea not null,
	constraint event_pkey primary key (ticket, n),
	constraint event_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred
);
create index event_feed on core.event (xid, seq);
create trigger event_keep before update or delete or truncate on core.event
	for each statement execute function audit.keep();
comment on table core.event is 'Every step of every ticket, chained by hash within the ticket';
comment on column core.event.ticket is 'Ticket';
comment on column core.event.n is 'Number within the ticket';
comment on column core.event.version is 'Version of the ticket after it';
comment on column core.event.xid is 'Transaction: the change feed pages by it';
comment on column core.event.seq is 'Order within a transaction';
comment on column core.event.at is 'When the centre applied it';
comment on column core.event.op is 'Operation';
comment on column core.event.operator is 'Operator who took the step';
comment on column core.event.by_unit is 'Unit for which the operator acted';
comment on column core.event.action is 'Action';
comment on column core.event.transition is 'Row of the procedure';
comment on column core.event.from_state is 'State before';
comment on column core.event.to_state is 'State after';
comment on column core.event.from_unit is 'Holder before';
comment on column core.event.to_unit is 'Holder after';
comment on column core.event.payload is 'Payload of the step, without the caller''s identity';
comment on column core.event.sha is
	'SHA-256 of the arguments of the operation; of facts and caller for register and amend';
comment on column core.event.h is 'SHA-256 of the previous hash and this row';

create table core.applied (
	op_id uuid not null,
	store uuid not null,
	seq bigint not null,
	ticket uuid,
	at timestamptz not null,
	operator text not null,
	verdict text not null,
	sha bytea not null,
	detail jsonb not null,
	xid bigint not null default pg_current_xact_id()::text::bigint,
	constraint applied_pkey primary key (op_id),
	constraint applied_verdict_known check (verdict in ('applied', 'refused', 'conflict'))
);
create index applied_store on core.applied (store, seq);
create index applied_xid on core.applied using brin (xid);
create trigger applied_keep before update or delete or truncate on core.applied
	for each statement execute function audit.keep();
comment on table core.applied is 'Every operation ever answered, with its verdict; never expires';
comment on column core.applied.op_id is 'Operation';
comment on column core.applied.store is 'Store it came from';
comment on column core.applied.seq is 'Its number in that store';
comment on column core.applied.ticket is 'Ticket';
comment on column core.applied.at is 'When the centre answered';
comment on column core.applied.operator is 'Operator who sent it';
comment on column core.applied.verdict is 'applied, refused or conflict';
comment on column core.applied.sha is 'SHA-256 of the arguments';
comment on column core.applied.detail is 'The verdict''s detail, as answered';
comment on column core.applied.xid is 'Transaction that wrote it; roots cover ranges of transactions';

create table core.told_again (
	store uuid not null,
	seq bigint not null,
	op_id uuid not null,
	constraint told_again_pkey primary key (store, seq)
);
comment on table core.told_again is
	'Operations that a second store sent too; they also count in the ledger of that store';
comment on column core.told_again.store is 'Store that sent it again';
comment on column core.told_again.seq is 'Its number in that store';
comment on column core.told_again.op_id is 'Operation, as it stands in applied';

create table core.link (
	ticket uuid not null,
	other uuid not null,
	reason text not null,
	constraint link_pkey primary key (ticket, other),
	constraint link_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred,
	constraint link_other_known
		foreign key (other) references core.ticket(ticket) deferrable initially deferred,
	constraint link_not_self check (ticket <> other)
);
comment on table core.link is 'Tickets that belong together, both ways';
comment on column core.link.ticket is 'Ticket';
comment on column core.link.other is 'The other one';
comment on column core.link.reason is
	'Why they belong together: call (made during one call), merged, repeated, split, turned (a '
	'report made of a complaint)';

create table core.merged (
	ticket uuid not null,
	main uuid not null,
	at timestamptz not null,
	constraint merged_pkey primary key (ticket),
	constraint merged_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred,
	constraint merged_main_known
		foreign key (main) references core.ticket(ticket) deferrable initially deferred,
	constraint merged_not_self check (ticket <> main)
);
create index merged_main on core.merged (main);
comment on table core.merged is 'Tickets merged into another one';
comment on column core.merged.ticket is 'Ticket that was merged';
comment on column core.merged.main is 'Main ticket, which is handled for both';
comment on column core.merged.at is 'When';

create table core.supervision (
	ticket uuid not null,
	op uuid not null,
	unit text not null,
	operator text not null,
	due date not null,
	at timestamptz not null,
	ended timestamptz,
	constraint supervision_pkey primary key (ticket, op),
	constraint supervision_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred
);
create index supervision_unit on core.supervision (unit, due) where ended is null;
comment on table core.supervision is 'Tickets a superior watches';
comment on column core.supervision.ticket is 'Ticket';
comment on column core.supervision.op is 'Operation that ordered it';
comment on column core.supervision.unit is 'Unit that watches';
comment on column core.supervision.operator is 'Who ordered it';
comment on column core.supervision.due is 'Answer expected by';
comment on column core.supervision.at is 'When ordered';
comment on column core.supervision.ended is 'When the ticket was closed';

create table core.precedent (
	division text not null,
	at timestamptz not null,
	ticket uuid not null,
	unit text not null,
	objtype text not null,
	constraint precedent_pkey primary key (ticket),
	constraint precedent_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred
);
create index precedent_place on core.precedent (division, at);
comment on table core.precedent is
	'Which unit handled a complaint from which division; core.suggest counts them';
comment on column core.precedent.division is 'Division of the respondent';
comment on column core.precedent.at is 'When the complaint was accepted';
comment on column core.precedent.ticket is 'Ticket';
comment on column core.precedent.unit is 'Unit that accepted it, or to which it was passed since';
comment on column core.precedent.objtype is 'Goods or service';

create type core.fault as (
	code text,
	field text,
	words text,
	args text[]
);
comment on type core.fault is
	'What is wrong with a registration: a code, the field, an English sentence with %s '
	'placeholders, and their values; no code: nothing';

create type core.step as (
	op uuid,
	sha bytea,
	store uuid,
	at timestamptz,
	who core.who,
	action text,
	payload jsonb,
	by_unit text,
	state text,
	unit text,
	clock text,
	log jsonb,
	r core.transition,
	t core.ticket,
	behalf text
);
comment on type core.step is
	'Working state of one operation: the request, the row of the procedure, the ticket, and what '
	'will be written';
