-- 0003 -- operators, their duties, and the serial numbers leased to each desk.
set local role gangshao_owner;

create table core.operator (
	name text not null,
	label text not null,
	number text not null,
	unit text not null,
	locked boolean not null default false,
	valid_to date not null default 'infinity',
	created timestamptz not null default now(),
	constraint operator_pkey primary key (name),
	constraint operator_unit_known foreign key (unit) references core.unit,
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

create table core.duty (
	operator text not null,
	duty text not null,
	unit text not null,
	valid_from date not null default current_date,
	valid_to date not null default 'infinity',
	constraint duty_pkey primary key (operator, duty, unit),
	constraint duty_operator_known foreign key (operator) references core.operator,
	constraint duty_unit_known foreign key (unit) references core.unit,
	constraint duty_code_form check (duty ~ '^r[0-9]{2}$')
);
comment on table core.duty is 'Duties of each operator, at which unit and between which days';
comment on column core.duty.operator is 'Operator';
comment on column core.duty.duty is 'Code of table role';
comment on column core.duty.unit is 'Unit it is held at';
comment on column core.duty.valid_from is 'First day';
comment on column core.duty.valid_to is 'Last day';

create table core.serial (
	unit text not null,
	last bigint not null,
	constraint serial_pkey primary key (unit),
	constraint serial_unit_known foreign key (unit) references core.unit,
	constraint serial_in_range check (last between 0 and 99999999)
);
comment on table core.serial is 'Last registration serial handed out by each unit';
comment on column core.serial.unit is 'Unit';
comment on column core.serial.last is 'Last serial handed out';

create table core.lease (
	request uuid not null,
	store uuid not null,
	operator text not null,
	unit text not null,
	first bigint not null,
	last bigint not null,
	at timestamptz not null default now(),
	constraint lease_pkey primary key (request),
	constraint lease_unit_first_key unique (unit, first),
	constraint lease_order check (first <= last)
);
create index lease_store on core.lease (store, unit, first);
comment on table core.lease is 'Disjoint blocks of serials handed to stores; never expire';
comment on column core.lease.request is 'Request id: asking again gives the same block';
comment on column core.lease.store is 'Store of the desk';
comment on column core.lease.operator is 'Who asked';
comment on column core.lease.unit is 'Unit whose numbers they are';
comment on column core.lease.first is 'First serial';
comment on column core.lease.last is 'Last serial';
comment on column core.lease.at is 'When';
