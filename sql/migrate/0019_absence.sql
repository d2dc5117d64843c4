-- 0019 -- substitutes for absent operators.
set local role gangshao_owner;

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
	constraint absence_operator_known foreign key (operator) references core.operator,
	constraint absence_substitute_known foreign key (substitute) references core.operator,
	constraint absence_unit_known foreign key (unit) references core.unit,
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

alter type core.who add attribute stands text[];
comment on type core.who is
	'The operator of this session: duties as duty@unit, the units they are held at, and the duties '
	'held as a substitute: duty@unit=absent';
alter type core.step add attribute behalf text;
