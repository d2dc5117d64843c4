-- 0002 -- reference data: units, divisions, codes, procedure, calendar.
set local role gangshao_owner;

create sequence core.epoch;
comment on sequence core.epoch is
	'Numbers each load of reference data; a desk asks for the rows of later loads';

create table core.setting (
	code text not null,
	value text not null,
	note text not null default '',
	constraint setting_pkey primary key (code)
);
comment on table core.setting is
	'Settings of this installation; loading setting.csv adds missing ones and changes none';
comment on column core.setting.code is 'Name of the setting';
comment on column core.setting.value is 'Its value as text';
comment on column core.setting.note is 'What it does, in Chinese';

create table core.unit (
	code text not null,
	name text not null,
	short_name text not null,
	parent text,
	tier text not null,
	division text not null default '',
	initials text not null default '',
	flags text not null default '',
	above text[] not null default '{}',
	epoch bigint not null,
	constraint unit_pkey primary key (code),
	constraint unit_parent_known foreign key (parent) references core.unit,
	constraint unit_code_form check (code ~ '^[0-9A-Z]{9}$')
);
create index unit_above on core.unit using gin (above);
create index unit_epoch on core.unit (epoch, code);
create index unit_division on core.unit (division);
comment on table core.unit is 'The tree of market supervision offices';
comment on column core.unit.code is 'Nine characters';
comment on column core.unit.name is 'Full name';
comment on column core.unit.short_name is 'Name as shown in lists';
comment on column core.unit.parent is 'Superior unit';
comment on column core.unit.tier is '1 nation, 2 province, 3 city, 4 county, 5 station, S internal, E entrusted, O enterprise';
comment on column core.unit.division is 'Division it serves';
comment on column core.unit.initials is 'Pinyin initials, readings separated by a bar';
comment on column core.unit.flags is 'Remarks of the loader';
comment on column core.unit.above is 'Its superiors, nearest first';
comment on column core.unit.epoch is 'Load in which it last changed';

create table core.division (
	code text not null,
	name text not null,
	parent text,
	level integer not null,
	initials text not null default '',
	epoch bigint not null,
	constraint division_pkey primary key (code)
);
create index division_epoch on core.division (epoch, code);
create index division_parent on core.division (parent);
comment on table core.division is 'Administrative divisions down to towns';
comment on column core.division.code is '2, 4, 6 or 9 digits';
comment on column core.division.name is 'Name';
comment on column core.division.parent is 'Division it lies in';
comment on column core.division.level is '1 province to 4 town';
comment on column core.division.initials is 'Pinyin initials';
comment on column core.division.epoch is 'Load in which it last changed';

create table core.code (
	tbl text not null,
	code text not null,
	name text not null,
	parent text not null default '',
	note text not null default '',
	initials text not null default '',
	extra jsonb not null default '{}',
	sort integer not null default 0,
	valid_from date not null default '-infinity',
	valid_to date not null default 'infinity',
	epoch bigint not null,
	constraint code_pkey primary key (tbl, code)
);
create index code_epoch on core.code (epoch);
comment on table core.code is 'Every code table; also the procedure, as the desks mirror it';
comment on column core.code.tbl is 'Table: the name of its file';
comment on column core.code.code is 'Code';
comment on column core.code.name is 'Meaning, as printed';
comment on column core.code.parent is 'Code above it, or empty';
comment on column core.code.note is 'Source and remarks';
comment on column core.code.initials is 'Pinyin initials';
comment on column core.code.extra is 'Further columns of the file';
comment on column core.code.sort is 'Place in the file';
comment on column core.code.valid_from is 'First day of validity';
comment on column core.code.valid_to is 'Last day of validity';
comment on column core.code.epoch is 'Load in which it last changed';

create table core.state (
	code text not null,
	name text not null,
	kind text not null,
	open boolean not null,
	note text not null default '',
	constraint state_pkey primary key (code),
	constraint state_kind_known check (kind in ('complaint', 'report', 'enquiry'))
);
comment on table core.state is 'States of tickets';
comment on column core.state.code is 'TSxx complaint, JBxx report, ZXxx enquiry';
comment on column core.state.name is 'Name, as shown';
comment on column core.state.kind is 'Kind of ticket';
comment on column core.state.open is 'Whether work remains to be done';
comment on column core.state.note is 'Source and remarks';

create table core.transition (
	code text not null,
	sort integer not null,
	kind text not null,
	action text not null,
	from_state text not null,
	to_state text not null,
	duty text not null,
	scope text not null,
	target text not null,
	need text[] not null,
	clock text not null,
	append boolean not null,
	only_when text not null,
	rule text not null,
	name text not null,
	note text not null,
	constraint transition_pkey primary key (code),
	constraint transition_scope_known check (scope in ('self', 'above', 'superior', 'registrar', 'any')),
	constraint transition_target_known
		check (target in ('keep', 'below', 'self', 'sibling', 'sender', 'parent', 'own', 'registrar'))
);
create index transition_step on core.transition (kind, action, from_state);
comment on table core.transition is
	'The procedure: each row lets an action move a ticket from one state to another, and names the '
	'duty it needs';
comment on column core.transition.code is 't...: row of the domain''s table; x...: row of our own';
comment on column core.transition.sort is 'Order in which rows are tried';
comment on column core.transition.kind is 'Kind of ticket';
comment on column core.transition.action is 'Action; empty: the row is recorded and not offered';
comment on column core.transition.from_state is
	'State before; empty: a new ticket; *: any open state; **: any state';
comment on column core.transition.to_state is 'State after; empty unchanged, < the state before the reply';
comment on column core.transition.duty is 'Duty the operator needs; empty: any duty other than r10';
comment on column core.transition.scope is
	'Unit at which the duty must be held; self: the ticket''s unit; above: that unit or a superior; '
	'superior: a superior only; registrar: the registering unit; any: any unit';
comment on column core.transition.target is 'Which unit holds the ticket afterwards';
comment on column core.transition.need is 'Payload keys that must be given; a question mark allows unknown or declined';
comment on column core.transition.clock is 'start/stop/extend/pause/resume of deadlines, separated by semicolons';
comment on column core.transition.append is
	'Whether the step only adds a record: the ticket does not move, and the operator need not have '
	'seen its latest version';
comment on column core.transition.only_when is
	'Condition on the payload: +key present, -key absent, key=value absent or equal';
comment on column core.transition.rule is 'Legal basis';
comment on column core.transition.name is 'Name of the step, as shown';
comment on column core.transition.note is 'Guard and remarks';

create table core.queue (
	code text not null,
	sort integer not null,
	name text not null,
	states text[] not null,
	duty text[] not null,
	scope text not null,
	constraint queue_pkey primary key (code),
	constraint queue_scope_known check (scope in ('holder', 'below', 'tree', 'registrar', 'mine', 'watch'))
);
comment on table core.queue is 'Worklists';
comment on column core.queue.code is 'Name';
comment on column core.queue.sort is 'Place in the list';
comment on column core.queue.name is 'Name, as shown';
comment on column core.queue.states is 'States it holds; empty: every open one';
comment on column core.queue.duty is 'Duties it is for; empty: any';
comment on column core.queue.scope is 'holder: at the unit; tree: there or below; below: only below; registrar: registered there; mine: registered by me; watch: supervised from there';

create table core.deadline_rule (
	code text not null,
	base text not null,
	name text not null,
	start text not null,
	length integer,
	unit text not null,
	extend integer not null,
	rule text not null,
	valid_from date not null,
	valid_to date not null,
	note text not null,
	constraint deadline_rule_pkey primary key (code),
	constraint deadline_rule_unit_known check (unit in ('workday', 'day', 'year'))
);
create index deadline_rule_base on core.deadline_rule (base, valid_from);
comment on table core.deadline_rule is 'Deadline rules, each with the days of receipt it applies to';
comment on column core.deadline_rule.code is 'Code';
comment on column core.deadline_rule.base is
	'Deadline code that the procedure names; rules of several orders or periods share it';
comment on column core.deadline_rule.name is 'What must be done';
comment on column core.deadline_rule.start is 'What starts it';
comment on column core.deadline_rule.length is 'How long; null: set in each case';
comment on column core.deadline_rule.unit is 'workday, day or year';
comment on column core.deadline_rule.extend is 'How much it may be extended, once; 0: never';
comment on column core.deadline_rule.rule is 'Legal basis';
comment on column core.deadline_rule.valid_from is 'First day of receipt it applies to';
comment on column core.deadline_rule.valid_to is 'Last day of receipt it applies to';
comment on column core.deadline_rule.note is 'Source and remarks';

create table core.workday (
	day date not null,
	kind text not null,
	name text not null default '',
	constraint workday_pkey primary key (day),
	constraint workday_kind_known check (kind in ('holiday', 'makeup_workday'))
);
comment on table core.workday is 'Days off and make-up workdays as announced by the State Council';
comment on column core.workday.day is 'Day';
comment on column core.workday.kind is 'holiday or makeup_workday';
comment on column core.workday.name is 'Name of the public holiday';

create table core.calendar (
	day date not null,
	works boolean not null,
	holiday boolean not null,
	n integer not null,
	known boolean not null,
	name text not null,
	constraint calendar_pkey primary key (day)
);
create index calendar_nth on core.calendar (n) where works;
comment on table core.calendar is 'Every day with its number among working days; made from workday';
comment on column core.calendar.day is 'Day';
comment on column core.calendar.works is 'Whether it is a working day';
comment on column core.calendar.holiday is 'Whether it is an announced day off';
comment on column core.calendar.n is 'Working days up to and including this one';
comment on column core.calendar.known is 'Whether this year''s holidays have been announced';
comment on column core.calendar.name is 'Name of the public holiday, or empty';
