-- 0003 -- operators, their duties and substitutes, their desks, and the numbers leased to them.
set local role gangshao_owner;

create table core.operator (
	name text not null,
	label text not null,
	number text not null,
	unit text not null,
	locked boolean not null default false,
	valid_to date not null default 'infinity',
	created timestamptz not null default now(),
	password_xid text,
	constraint operator_pkey primary key (name),
	constraint operator_unit_known foreign key (unit) references core.unit(code),
	constraint operator_name_form check (name ~ '^[a-z][a-z0-9_]{1,30}$'),
	constraint operator_label_length check (length(label) between 1 and 60),
	constraint operator_number_form check (number ~ '^[0-9A-Za-z]{1,12}$')
);
comment on table core.operator is 'Operators; each is a PostgreSQL login role of the same name';
comment on column core.operator.name is 'Login name';
comment on column core.operator.label is 'Name of the person';
comment on column core.operator.number is 'Staff number given to the public';
comment on column core.operator.unit is 'Home unit';
comment on column core.operator.locked is 'Whether the account is locked';
comment on column core.operator.valid_to is 'Last day of the account';
comment on column core.operator.created is 'When enrolled';
comment on column core.operator.password_xid is
	'Version of the role''s row in which an administrator set the password; null or another '
	'version: the operator has changed it since';

create table core.duty (
	operator text not null,
	duty text not null,
	unit text not null,
	valid_from date not null default current_date,
	valid_to date not null default 'infinity',
	constraint duty_pkey primary key (operator, duty, unit),
	constraint duty_operator_known foreign key (operator) references core.operator(name),
	constraint duty_unit_known foreign key (unit) references core.unit(code),
	constraint duty_code_form check (duty ~ '^r[0-9]{2}$')
);
comment on table core.duty is 'Duties of each operator, at which unit and between which days';
comment on column core.duty.operator is 'Operator';
comment on column core.duty.duty is 'Code of table role';
comment on column core.duty.unit is 'Unit it is held at';
comment on column core.duty.valid_from is 'First day';
comment on column core.duty.valid_to is 'Last day';

create table core.absence (
	n bigint generated always as identity,
	operator text not null,
	substitute text not null,
	duties text[] not null default '{}',
	unit text,
	valid_from date not null,
	valid_to date not null,
	reason text not null default '',
	granted_by text not null default session_user,
	at timestamptz not null default now(),
	ended timestamptz,
	constraint absence_pkey primary key (n),
	constraint absence_operator_known foreign key (operator) references core.operator(name),
	constraint absence_substitute_known foreign key (substitute) references core.operator(name),
	constraint absence_unit_known foreign key (unit) references core.unit(code),
	constraint absence_not_self check (operator <> substitute),
	constraint absence_order check (valid_from <= valid_to),
	constraint absence_reason_length check (length(reason) <= 200)
);
create index absence_substitute on core.absence (substitute, valid_to) where ended is null;
comment on table core.absence is 'Which operator substitutes for which, in which duties, and when';
comment on column core.absence.n is 'Number';
comment on column core.absence.operator is 'Absent operator';
comment on column core.absence.substitute is 'Operator who substitutes';
comment on column core.absence.duties is 'Duties taken over; empty: all duties of the absent operator';
comment on column core.absence.unit is 'Unit; null: every unit at which the absent operator holds the duties';
comment on column core.absence.valid_from is 'First day';
comment on column core.absence.valid_to is 'Last day';
comment on column core.absence.reason is 'Why';
comment on column core.absence.granted_by is 'Who ordered it';
comment on column core.absence.at is 'When it was ordered';
comment on column core.absence.ended is 'When it was ended before its last day';

-- The centre hands out serial numbers in lanes: an open transaction blocks one lane, not the whole unit.
create table core.serial (
	unit text not null,
	last bigint not null,
	lane integer not null default 0,
	constraint serial_pkey primary key (unit, lane),
	constraint serial_unit_known foreign key (unit) references core.unit(code),
	constraint serial_in_range check (last between 0 and 99999999),
	constraint serial_lane_known check (lane between 0 and 15)
);
comment on table core.serial is 'Last registration serial handed out by each unit';
comment on column core.serial.unit is 'Unit';
comment on column core.serial.last is 'Last serial handed out';
comment on column core.serial.lane is
	'Sixteenth of the unit''s numbers; the centre takes the next lane while this one is locked or '
	'used up';

create table core.lease (
	request uuid not null,
	store uuid not null,
	operator text not null,
	unit text not null,
	first bigint not null,
	last bigint not null,
	at timestamptz not null default now(),
	xid bigint not null default pg_current_xact_id()::text::bigint,
	constraint lease_pkey primary key (request),
	constraint lease_unit_first_key unique (unit, first),
	constraint lease_unit_known foreign key (unit) references core.unit(code),
	constraint lease_operator_known foreign key (operator) references core.operator(name),
	constraint lease_order check (first <= last)
);
create index lease_store on core.lease (store, unit, first);
create index lease_operator on core.lease (operator, at);
create trigger lease_keep before update or delete or truncate on core.lease
	for each statement execute function audit.keep();
comment on table core.lease is 'Disjoint blocks of serials handed to stores; never expire';
comment on column core.lease.request is 'Request id: asking again gives the same block';
comment on column core.lease.store is 'Store of the desk';
comment on column core.lease.operator is 'Who asked';
comment on column core.lease.unit is 'Unit whose numbers they are';
comment on column core.lease.first is 'First serial';
comment on column core.lease.last is 'Last serial';
comment on column core.lease.at is 'When';
comment on column core.lease.xid is 'Transaction that wrote it; roots cover ranges of transactions';

create table core.store (
	store uuid not null,
	operator text not null,
	turn bigint not null,
	nonce uuid not null,
	before uuid,
	at timestamptz not null default now(),
	constraint store_pkey primary key (store, operator)
);
create index store_operator on core.store (operator, at);
comment on table core.store is
	'The nonces each store presented last; a store that presents an older one was copied or '
	'restored from a backup';
comment on column core.store.store is 'Store';
comment on column core.store.operator is 'Operator it belongs to';
comment on column core.store.turn is
	'Number of greetings; a store with a higher number shows that the centre was restored from a '
	'backup';
comment on column core.store.nonce is 'Nonce it presents at the next greeting';
comment on column core.store.before is 'Nonce it presented last; a greeting whose answer was lost repeats it';
comment on column core.store.at is 'Last greeting';

create table core.pass_key (
	id integer not null,
	inner_pad bytea not null,
	outer_pad bytea not null,
	made timestamptz not null default now(),
	constraint pass_key_pkey primary key (id),
	constraint pass_key_is_one check (id = 1),
	constraint pass_key_length check ((length(inner_pad) = 64) and (length(outer_pad) = 64))
);
comment on table core.pass_key is
	'The secret that signs offline passes, as the two padded keys of RFC 2104; read by the owner''s '
	'functions only';
comment on column core.pass_key.id is 'Always 1: there is one key';
comment on column core.pass_key.inner_pad is 'Key xor 0x36';
comment on column core.pass_key.outer_pad is 'Key xor 0x5c';
comment on column core.pass_key.made is 'When it was made';

-- 64 bytes from the strong generator behind gen_random_uuid(): about 480 bits of entropy.
with k as (
	select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
		|| uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as key
)
insert into core.pass_key (id, inner_pad, outer_pad)
select 1, decode(string_agg(lpad(to_hex(get_byte(key, i) # 54), 2, '0'), '' order by i), 'hex'),
	decode(string_agg(lpad(to_hex(get_byte(key, i) # 92), 2, '0'), '' order by i), 'hex')
from k, generate_series(0, 63) as i;

create table core.lookup_key (
	key bytea not null,
	one boolean not null default true,
	constraint lookup_key_pkey primary key (one),
	constraint lookup_key_one_row check (one)
);
comment on table core.lookup_key is
	'Key of the digests of looked-up numbers; without it nobody can test guesses against them';
comment on column core.lookup_key.key is 'Secret of this installation';
comment on column core.lookup_key.one is 'Always true: there is one row';

insert into core.lookup_key (key)
values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || clock_timestamp()::text,
	'UTF8')));

-- A sequence keeps its value when a transaction is rolled back: each operator has one, and its value
-- identifies the operator's latest look-up.  So a rollback removes no look-up from the record.
create table core.meter (
	operator text not null,
	mark bigint not null default 0,
	xid xid8 not null default pg_current_xact_id(),
	chain integer not null default 2147483647,
	turn bigint not null default 0,
	constraint meter_pkey primary key (operator),
	constraint meter_operator_known
		foreign key (operator) references core.operator(name) on delete cascade
);
comment on table core.meter is
	'The latest look-up on record of each operator; a look-up locks the row, so that an operator '
	'makes one at a time';
comment on column core.meter.operator is 'Operator';
comment on column core.meter.mark is
	'Value of the operator''s sequence after the latest look-up on record: the count, and 40 bits '
	'of the digest';
comment on column core.meter.xid is 'Transaction of that look-up';
comment on column core.meter.chain is 'Number of look-ups in that transaction';
comment on column core.meter.turn is 'Raised whenever the row is locked';

create table core.hindrance (
	operator text not null,
	ended integer not null,
	at timestamptz not null,
	constraint hindrance_pkey primary key (operator),
	constraint hindrance_operator_known
		foreign key (operator) references core.operator(name) on delete cascade
);
comment on table core.hindrance is
	'Operators whose sessions were ended for blocking others (core.work_sessions)';
comment on column core.hindrance.operator is 'Operator';
comment on column core.hindrance.ended is 'Sessions ended, each within five minutes of the one before';
comment on column core.hindrance.at is 'When the last one was ended';

create table core.work (
	step text not null,
	started timestamptz not null,
	ended timestamptz not null,
	well boolean not null,
	said text not null,
	fine timestamptz,
	constraint work_pkey primary key (step)
);
comment on table core.work is 'Periodic work of the server: the last run of each step';
comment on column core.work.step is 'Step of gangshaoctl admin work';
comment on column core.work.started is 'When it last began';
comment on column core.work.ended is 'When it ended';
comment on column core.work.well is 'Whether it succeeded';
comment on column core.work.said is 'What it reported, or why it failed';
comment on column core.work.fine is 'When it last succeeded';

create type core.who as (
	name text,
	label text,
	number text,
	unit text,
	duties text[],
	units text[],
	stands text[]
);
comment on type core.who is
	'The operator of this session: duties as duty@unit, the units they are held at, and the duties '
	'held as a substitute: duty@unit=absent';
