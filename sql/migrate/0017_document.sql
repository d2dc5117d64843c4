-- 0017 -- documents: templates, issued texts, and numbers.
set local role gangshao_owner;

create table core.template (
	form text not null,
	unit text not null default '',
	valid_from date not null default '-infinity',
	body text not null,
	constraint template_pkey primary key (form, unit, valid_from),
	constraint template_body_length check (length(body) between 1 and 60000)
);
comment on table core.template is
	'Templates of documents (files of sql/document); each load replaces all of them';
comment on column core.template.form is 'Form (tables document_121, document_20)';
comment on column core.template.unit is 'Office that owns the template; empty: shared by all';
comment on column core.template.valid_from is 'First day it is used';
comment on column core.template.body is 'Text with placeholders';

create table core.document_serial (
	unit text not null,
	family text not null,
	year integer not null,
	last integer not null,
	constraint document_serial_pkey primary key (unit, family, year)
);
comment on table core.document_serial is
	'Last number of each office, family of forms and year; drawn in the transaction that issues the '
	'document, so that no number is lost';
comment on column core.document_serial.unit is 'Office';
comment on column core.document_serial.family is 'Word of the form that stands in the number';
comment on column core.document_serial.year is 'Year';
comment on column core.document_serial.last is 'Last number given';

create table core.document (
	ticket uuid not null,
	n integer not null,
	op uuid not null,
	at timestamptz not null,
	operator text not null,
	by_unit text not null,
	form text not null,
	name text not null,
	audience text not null,
	unit text not null,
	family text not null,
	year integer not null,
	serial integer,
	number text not null,
	body text not null,
	shown text not null,
	sha bytea not null,
	constraint document_pkey primary key (ticket, n),
	constraint document_number_once unique (unit, family, year, serial),
	constraint document_sha_is_of_body check (sha = sha256(convert_to(body, 'UTF8')))
);
comment on table core.document is 'Documents as issued; never changed';
comment on column core.document.ticket is 'Ticket';
comment on column core.document.n is 'Number within the ticket';
comment on column core.document.op is 'Operation that issued it';
comment on column core.document.at is 'When';
comment on column core.document.operator is 'Operator who issued it';
comment on column core.document.by_unit is 'Unit for which the operator acted';
comment on column core.document.form is 'Form';
comment on column core.document.name is 'Name of the form at the time of issue';
comment on column core.document.audience is 'Whom it is for (table document_to)';
comment on column core.document.unit is 'Office that issues it';
comment on column core.document.family is 'Word of the form in the number; empty: no number';
comment on column core.document.year is 'Year of the number';
comment on column core.document.serial is 'Number within office, family and year; null: no number';
comment on column core.document.number is 'Number as printed';
comment on column core.document.body is 'Text as issued, with the caller unmasked; given out by reveal only';
comment on column core.document.shown is 'The same text with the caller masked';
comment on column core.document.sha is 'SHA-256 of the text; also in the event of its issue';

create table core.document_void (
	ticket uuid not null,
	n integer not null,
	op uuid not null,
	at timestamptz not null,
	operator text not null,
	reason text not null,
	constraint document_void_pkey primary key (ticket, n),
	constraint document_void_known foreign key (ticket, n) references core.document
);
comment on table core.document_void is 'Documents declared void; their numbers are not used again';
comment on column core.document_void.ticket is 'Ticket';
comment on column core.document_void.n is 'Document of the ticket';
comment on column core.document_void.op is 'Operation';
comment on column core.document_void.at is 'When';
comment on column core.document_void.operator is 'Who';
comment on column core.document_void.reason is 'Why';

create trigger document_keep before update or delete or truncate on core.document
	for each statement execute function audit.keep();
create trigger document_void_keep before update or delete or truncate on core.document_void
	for each statement execute function audit.keep();
