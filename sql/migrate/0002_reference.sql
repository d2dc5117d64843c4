-- 0002 -- reference data: units, divisions, codes, procedure, calendar, traders.
set local role gangshao_owner;

create sequence core.epoch;
comment on sequence core.epoch is
	'Numbers each load of reference data; a desk asks for the rows of later loads';

create function audit.keep() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
	raise exception '% is append-only', tg_relid::regclass;
end $$;
comment on function audit.keep() is 'Refuses to change or remove a record';

create or replace function core.plain(p_text text) returns text
language sql immutable parallel safe as $$
	select regexp_replace(lower(normalize(coalesce(p_text, ''), NFKC)),
		'[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff·•‧∙⋅・･·]', '', 'g');
$$;
comment on function core.plain(text) is
	'A text without differences of width and case, without blanks, invisible characters and the dots '
	'inside names';
-- Indexes of names and the column core.trader.grams are computed with it: a change here needs a migration
-- that computes them anew.
create or replace function core.fold(p_name text) returns text
language sql immutable parallel safe as $$
	select coalesce(nullif(regexp_replace(core.plain(p_name), '[^[:alnum:]]', '', 'g'), ''),
		core.plain(p_name));
$$;
comment on function core.fold(text) is
	'The form in which names are compared everywhere: without width, case, blanks, dots, brackets and '
	'other signs';

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
	local boolean not null default false,
	valid_to date not null default 'infinity',
	constraint unit_pkey primary key (code),
	constraint unit_parent_known foreign key (parent) references core.unit(code),
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
comment on column core.unit.tier is
	'1 nation, 2 province, 3 city, 4 county, 5 station, S internal, E entrusted, O enterprise';
comment on column core.unit.division is 'Division it serves';
comment on column core.unit.initials is 'Pinyin initials, readings separated by a bar';
comment on column core.unit.flags is 'Remarks of the loader';
comment on column core.unit.above is 'Its superiors, nearest first';
comment on column core.unit.epoch is 'Load in which it last changed';
comment on column core.unit.local is
	'Whether this installation changed or added it: a load leaves it as it is';
comment on column core.unit.valid_to is 'Last day before it was closed';

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
	local text,
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
comment on column core.code.local is
	'Null: shipped.  Otherwise a local row: the unit it is for, empty for all';

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
		check (target in ('keep', 'below', 'under', 'self', 'sibling', 'sender', 'parent', 'own',
			'registrar')),
	constraint transition_clock_known
		check (clock ~ ('^(((start|restart|again|until|stop|told|extend|pause|resume) '
			'([A-Z][0-9]+|[*])(@[a-z]+)?([?][a-z_]+)?)(;(?!$)|$))*$'))
);
create index transition_step on core.transition (action, kind, from_state);
comment on table core.transition is
	'The procedure: each row lets an action move a ticket from one state to another, and names the '
	'duty it needs';
comment on column core.transition.code is 't...: row of the domain''s table; x...: row of our own';
comment on column core.transition.sort is 'Order in which rows are tried';
comment on column core.transition.kind is 'Kind of ticket';
comment on column core.transition.action is 'Action; empty: the row is recorded and not offered';
comment on column core.transition.from_state is
	'State before; empty: a new ticket; *: any open state; **: any state';
comment on column core.transition.to_state is
	'State after; empty: unchanged; <: the state from which the ticket came into its present one';
comment on column core.transition.duty is 'Duty the operator needs; empty: any duty other than r10';
comment on column core.transition.scope is
	'Unit at which the duty must be held; self: the ticket''s unit; above: that unit or a superior; '
	'superior: a superior only; registrar: the registering unit; any: any unit';
comment on column core.transition.target is
	'Which unit holds the ticket afterwards; under: any unit below the one at which the duty is held';
comment on column core.transition.need is
	'Payload keys that must be given; a question mark allows unknown or declined';
comment on column core.transition.clock is
	'start, restart, stop, pause, resume B@key of the form, until B@key; told B: stops once '
	'everybody has been told; again, extend B; ?setting: only where the setting is 1; items '
	'separated by semicolons';
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
	ordering text not null default 'rank',
	constraint queue_pkey primary key (code),
	constraint queue_scope_known
		check (scope in ('holder', 'below', 'tree', 'overdue', 'registrar',
			'mine', 'watch', 'disputed', 'incident', 'publish')),
	constraint queue_ordering_known check (ordering in ('rank', 'newest', 'received'))
);
comment on table core.queue is 'Worklists';
comment on column core.queue.code is 'Name';
comment on column core.queue.sort is 'Place in the list';
comment on column core.queue.name is 'Name, as shown';
comment on column core.queue.states is 'States it holds; empty: every open one';
comment on column core.queue.duty is 'Duties it is for; empty: any';
comment on column core.queue.scope is
	'holder: at the unit; tree: there or below; below: only below; overdue: there or below, past '
	'the due day while the clock runs; registrar: registered there; mine: registered by me; watch: '
	'supervised by it; disputed: disputes it has or must decide; incident: major incidents reported '
	'to it; publish: there or below, agreed to be published and not published yet';
comment on column core.queue.ordering is
	'rank: by the day due; newest: the last closed first; received: the last received first';

create table core.field (
	action text not null,
	key text not null,
	sort integer not null,
	type text not null,
	codes text not null,
	longest integer not null,
	several boolean not null,
	whom text not null,
	source text not null,
	constraint field_pkey primary key (action, key),
	constraint field_type_known
		check (type in ('text', 'long', 'code', 'codes', 'date', 'stamp', 'money', 'flag')),
	constraint field_whom_known check (whom in ('', 'caller', 'trait', 'party', 'joint', 'agent')),
	constraint field_source_known check (source in ('form', 'program', 'centre')),
	constraint field_longest_bounded check (longest between 1 and 3000)
);
comment on table core.field is 'Fields that the payload of an action may contain; sql/code/field.csv';
comment on column core.field.action is 'Action';
comment on column core.field.key is 'Key in the payload';
comment on column core.field.sort is 'Place in the file, which is the order in the form';
comment on column core.field.type is
	'text: one line; long: several lines; code, codes: of a code table; date; stamp: date and time; '
	'money; flag: true or false';
comment on column core.field.codes is
	'The code table, or the list of the ticket, that it is chosen from; empty: none';
comment on column core.field.longest is 'Maximum number of characters, for several values the sum';
comment on column core.field.several is 'Whether a list of texts is allowed';
comment on column core.field.whom is
	'Whose personal data it is: caller, trait (the caller''s, but of many people), party (reached by '
	'a notice), joint, agent; empty: nobody''s';
comment on column core.field.source is
	'form: a form has it; program: our programs add it; centre: only other programs send it';

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
	warn_length integer,
	warn_unit text,
	warn_rule text not null default '',
	warn_from date,
	constraint deadline_rule_pkey primary key (code),
	constraint deadline_rule_unit_known check (unit in ('workday', 'day', 'year')),
	constraint deadline_rule_warn_known check (warn_unit in ('workday', 'day', 'year'))
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
comment on column core.deadline_rule.warn_length is
	'Length that another rule gives the same deadline; warnings use the earlier day';
comment on column core.deadline_rule.warn_unit is 'workday, day or year';
comment on column core.deadline_rule.warn_rule is 'Legal basis of that other rule';
comment on column core.deadline_rule.warn_from is 'First day of receipt on which that other rule holds';

create table core.workday (
	day date not null,
	kind text not null,
	name text not null default '',
	local text,
	constraint workday_pkey primary key (day),
	constraint workday_kind_known check (kind in ('holiday', 'makeup_workday'))
);
comment on table core.workday is 'Days off and make-up workdays as announced by the State Council';
comment on column core.workday.day is 'Day';
comment on column core.workday.kind is 'holiday or makeup_workday';
comment on column core.workday.name is 'Name of the public holiday';
comment on column core.workday.local is
	'Null: shipped.  Otherwise a local day: the unit that entered it, or empty';

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

create table core.office (
	unit text not null,
	mark text not null,
	phone text not null,
	address text not null,
	changed timestamptz not null default now(),
	constraint office_pkey primary key (unit),
	constraint office_unit_known foreign key (unit) references core.unit(code),
	constraint office_lengths
		check ((length(mark) <= 20) and (length(phone) <= 30) and (length(address) <= 200)),
	constraint office_one_line check (((mark || phone) || address) !~ '[[:cntrl:]]')
);
comment on table core.office is
	'An office''s own entries for its documents; they override the table document_office';
comment on column core.office.unit is 'Office';
comment on column core.office.mark is
	'Mark of the office in document numbers; empty: taken from the table or its name';
comment on column core.office.phone is 'Telephone for enquiries; empty: taken from the table';
comment on column core.office.address is 'Postal address; empty: taken from the table';
comment on column core.office.changed is 'When last changed';

create table core.template (
	form text not null,
	unit text not null default '',
	valid_from date not null default '-infinity',
	body text not null,
	constraint template_pkey primary key (form, unit, valid_from),
	constraint template_body_length check (length(body) between 1 and 60000)
);
comment on table core.template is
	'Templates of documents; a load of sql/document replaces the shared ones, a load by an office '
	'replaces its own';
comment on column core.template.form is 'Form (tables document_121, document_20)';
comment on column core.template.unit is 'Office that owns the template; empty: shared by all';
comment on column core.template.valid_from is 'First day it is used';
comment on column core.template.body is 'Text with placeholders';

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
comment on column core.trader.grams is
	'Pairs of neighbouring characters of the name as it is compared (core.fold)';
