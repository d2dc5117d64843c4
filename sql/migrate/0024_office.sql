-- 0024 -- an office's own entries for its documents: mark in the numbers, telephone, address.
set local role gangshao_owner;

create table core.office (
	unit text not null,
	mark text not null,
	phone text not null,
	address text not null,
	changed timestamptz not null default now(),
	constraint office_pkey primary key (unit),
	constraint office_unit_known foreign key (unit) references core.unit,
	constraint office_lengths check (length(mark) <= 20 and length(phone) <= 30 and length(address) <= 200),
	constraint office_one_line check (mark || phone || address !~ '[[:cntrl:]]')
);
comment on table core.office is
	'An office''s own entries for its documents; they override the table document_office';
comment on column core.office.unit is 'Office';
comment on column core.office.mark is
	'Mark of the office in document numbers; empty: taken from the table or its name';
comment on column core.office.phone is 'Telephone for enquiries; empty: taken from the table';
comment on column core.office.address is 'Postal address; empty: taken from the table';
comment on column core.office.changed is 'When last changed';

comment on table core.template is
	'Templates of documents; a load of sql/document replaces the shared ones, a load by an office '
	'replaces its own';
drop function if exists core.load_template(jsonb);
