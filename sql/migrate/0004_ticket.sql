-- 0004 -- tickets, the people in them, their clocks, and every step with its verdict.
set local role gangshao_owner;

create table core.trader (
	uscc text not null,
	name text not null,
	address text not null default '',
	division text not null default '',
	unit text not null default '',
	phone text not null default '',
	initials text not null default '',
	grams text[] not null default '{}',
	constraint trader_pkey primary key (uscc)
);
create index trader_uscc on core.trader (uscc text_pattern_ops);
create index trader_initials on core.trader (initials text_pattern_ops);
create index trader_initials2 on core.trader (split_part(initials, '|', 2) text_pattern_ops);
create index trader_name on core.trader (name text_pattern_ops);
create index trader_grams on core.trader using gin (grams);
comment on table core.trader is 'Register of traders';
comment on column core.trader.uscc is 'Unified social credit code';
comment on column core.trader.name is 'Name';
comment on column core.trader.address is 'Domicile';
comment on column core.trader.division is 'Division of the domicile';
comment on column core.trader.unit is 'Unit that supervises it';
comment on column core.trader.phone is 'Telephone';
comment on column core.trader.initials is 'Pinyin initials of the name';
comment on column core.trader.grams is 'Pairs of neighbouring characters of the name';

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
	constraint ticket_kind_known check (kind in ('complaint', 'report', 'enquiry')),
	constraint ticket_rule_set_known check (rule_set in ('121', '20'))
) with (fillfactor = 80);
alter table core.ticket alter facts set compression lz4;
create index ticket_worklist on core.ticket (unit, state, rank, ticket);
create index ticket_mine on core.ticket (registered_by, received);
create index ticket_call on core.ticket (call);
create index ticket_respondent on core.ticket (respondent text_pattern_ops, received)
	where respondent <> '';
create index ticket_uscc on core.ticket (uscc, received) where uscc is not null;
create index ticket_callback on core.ticket (registered_unit, rank, ticket)
	where state in ('TS70', 'ZX40');
comment on table core.ticket is 'A ticket as it stands now';
comment on index core.ticket_callback is 'Tickets that wait for a call back (states of queue callback)';
comment on column core.ticket.ticket is 'Identity, chosen by the desk';
comment on column core.ticket.serial is 'Last eight digits of the registration number';
comment on column core.ticket.version is 'Number of changes; a step names the version its operator saw';
comment on column core.ticket.seq is 'Number of events';
comment on column core.ticket.returned is 'How often it was returned';
comment on column core.ticket.due is 'Nearest day of a running clock';
comment on column core.ticket.rank is 'Order in lists: due day, else time received; closed ones: time closed';
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
comment on column core.ticket.flags is 'u urged, s supervised, j major, l linked, r returned';
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

create table core.caller (
	ticket uuid not null,
	name text not null default '',
	phone text not null default '',
	phone2 text not null default '',
	detail jsonb not null,
	constraint caller_pkey primary key (ticket)
);
create index caller_phone on core.caller (phone) where phone <> '';
create index caller_phone2 on core.caller (phone2) where phone2 <> '';
comment on table core.caller is 'Callers of complaints and enquiries';
comment on column core.caller.ticket is 'Ticket';
comment on column core.caller.name is 'Name';
comment on column core.caller.phone is 'Telephone, digits only';
comment on column core.caller.phone2 is 'Second telephone, digits only';
comment on column core.caller.detail is 'Everything given about the person, by key';

create table core.reporter (
	ticket uuid not null,
	name text not null default '',
	phone text not null default '',
	phone2 text not null default '',
	detail jsonb not null,
	constraint reporter_pkey primary key (ticket)
);
create index reporter_phone on core.reporter (phone) where phone <> '';
create index reporter_phone2 on core.reporter (phone2) where phone2 <> '';
comment on table core.reporter is 'Reporters, kept apart from other callers (order 121 article 37)';
comment on column core.reporter.ticket is 'Ticket';
comment on column core.reporter.name is 'Name';
comment on column core.reporter.phone is 'Telephone, digits only';
comment on column core.reporter.phone2 is 'Second telephone, digits only';
comment on column core.reporter.detail is 'Everything given about the person, by key';

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
	constraint clock_pkey primary key (ticket, base)
);
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

create table core.pause (
	ticket uuid not null,
	base text not null,
	start date not null,
	stop date,
	reason text not null default '',
	constraint pause_pkey primary key (ticket, base, start),
	constraint pause_order check (stop >= start)
);
comment on table core.pause is 'Days on which a clock does not run';
comment on column core.pause.ticket is 'Ticket';
comment on column core.pause.base is 'Deadline';
comment on column core.pause.start is 'First day not counted';
comment on column core.pause.stop is 'First day counted again; null: still paused';
comment on column core.pause.reason is 'Why';

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
	constraint event_pkey primary key (ticket, n)
);
create index event_feed on core.event (xid, seq);
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
comment on column core.event.sha is 'SHA-256 of the arguments of the operation; of facts and caller for register and amend';
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
	constraint applied_pkey primary key (op_id),
	constraint applied_verdict_known check (verdict in ('applied', 'refused', 'conflict'))
);
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

create table core.link (
	ticket uuid not null,
	other uuid not null,
	reason text not null,
	constraint link_pkey primary key (ticket, other),
	constraint link_not_self check (ticket <> other)
);
comment on table core.link is 'Tickets that belong together, both ways';
comment on column core.link.ticket is 'Ticket';
comment on column core.link.other is 'The other one';
comment on column core.link.reason is
	'Why they belong together: call (made during one call), merged, repeated, split, turned (a report '
	'made of a complaint)';

create table core.supervision (
	ticket uuid not null,
	op uuid not null,
	unit text not null,
	operator text not null,
	due date not null,
	at timestamptz not null,
	ended timestamptz,
	constraint supervision_pkey primary key (ticket, op)
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
	constraint precedent_pkey primary key (ticket)
);
create index precedent_place on core.precedent (division, at);
comment on table core.precedent is
	'Which unit handled a complaint from which division; core.suggest counts them';
comment on column core.precedent.division is 'Division of the respondent';
comment on column core.precedent.at is 'When the complaint was accepted';
comment on column core.precedent.ticket is 'Ticket';
comment on column core.precedent.unit is 'Unit that accepted it, or to which it was passed since';
comment on column core.precedent.objtype is 'Goods or service';

create type core.who as (
	name text,
	label text,
	number text,
	unit text,
	duties text[],
	units text[]
);
comment on type core.who is 'The operator of this session: duties as duty@unit, and the units they are held at';

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
	t core.ticket
);
comment on type core.step is
	'Working state of one operation: the request, the row of the procedure, the ticket, and what will '
	'be written';
