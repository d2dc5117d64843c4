-- 0005 -- what is told and published about tickets: notices, documents, major incidents, publications.
set local role gangshao_owner;

create table core.notice (
	ticket uuid not null,
	n integer not null,
	op uuid not null,
	at timestamptz not null,
	operator text not null,
	by_unit text not null,
	matter text not null,
	party text not null,
	channel text not null,
	address text not null,
	told timestamptz not null,
	outcome text not null,
	evidence text not null,
	document text not null,
	detail text not null,
	retracts integer,
	xid bigint not null default pg_current_xact_id()::text::bigint,
	constraint notice_pkey primary key (ticket, n),
	constraint notice_retracted_once unique (ticket, retracts),
	constraint notice_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred
);
create index notice_xid on core.notice using brin (xid);
create trigger notice_keep before update or delete or truncate on core.notice
	for each statement execute function audit.keep();
comment on table core.notice is
	'Every notice and every attempt to reach somebody; a wrong entry is retracted by another';
comment on column core.notice.ticket is 'Ticket';
comment on column core.notice.n is 'Number within the ticket';
comment on column core.notice.op is 'Operation that wrote it';
comment on column core.notice.at is 'When it was written';
comment on column core.notice.operator is 'Operator who entered it';
comment on column core.notice.by_unit is 'Unit for which the operator acted';
comment on column core.notice.matter is
	'Matter of the notice (table notice_matter); empty: an attempt or a conversation';
comment on column core.notice.party is 'To whom (table contact_whom)';
comment on column core.notice.channel is 'How (table reply_method); empty: a retraction';
comment on column core.notice.address is
	'Number or address used; shown masked, and only to operators who may know the person';
comment on column core.notice.told is 'When the person was told, or the attempt was made';
comment on column core.notice.outcome is 'Outcome (table contact_outcome); empty: a retraction';
comment on column core.notice.evidence is 'Recording, receipt or tracking number';
comment on column core.notice.document is 'Number of the document served';
comment on column core.notice.detail is 'What was said; for a retraction, the reason';
comment on column core.notice.retracts is 'The entry this one takes back';
comment on column core.notice.xid is 'Transaction that wrote it; roots cover ranges of transactions';

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
	xid bigint not null default pg_current_xact_id()::text::bigint,
	decision bytea,
	copy integer not null default 0,
	reader text not null default '',
	constraint document_pkey primary key (ticket, n),
	constraint document_number_once unique (unit, family, year, serial, copy),
	constraint document_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred,
	constraint document_sha_is_of_body check (sha = sha256(convert_to(body, 'UTF8')))
);
create index document_xid on core.document using brin (xid);
create trigger document_keep before update or delete or truncate on core.document
	for each statement execute function audit.keep();
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
comment on column core.document.xid is 'Transaction that wrote it; roots cover ranges of transactions';
comment on column core.document.decision is
	'Digest of the decision, the same for all its copies (core.document_decision); null: no number';
comment on column core.document.copy is
	'Which copy of the decision under its number; 0: the document that drew the number';
comment on column core.document.reader is
	'Which of several offices it is for, folded; empty: the audience says it';

create table core.document_void (
	ticket uuid not null,
	n integer not null,
	op uuid not null,
	at timestamptz not null,
	operator text not null,
	reason text not null,
	xid bigint not null default pg_current_xact_id()::text::bigint,
	constraint document_void_pkey primary key (ticket, n),
	constraint document_void_known foreign key (ticket, n) references core.document(ticket, n)
);
create index document_void_xid on core.document_void using brin (xid);
create trigger document_void_keep before update or delete or truncate on core.document_void
	for each statement execute function audit.keep();
comment on table core.document_void is 'Documents declared void; their numbers are not used again';
comment on column core.document_void.ticket is 'Ticket';
comment on column core.document_void.n is 'Document of the ticket';
comment on column core.document_void.op is 'Operation';
comment on column core.document_void.at is 'When';
comment on column core.document_void.operator is 'Who';
comment on column core.document_void.reason is 'Why';
comment on column core.document_void.xid is 'Transaction that wrote it; roots cover ranges of transactions';

create table core.incident (
	ticket uuid not null,
	kind text not null,
	level text not null,
	learned timestamptz not null,
	reported timestamptz not null,
	due timestamptz not null,
	final integer,
	ended timestamptz,
	constraint incident_pkey primary key (ticket),
	constraint incident_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred
);
create index incident_open on core.incident (ticket) where ended is null;
comment on table core.incident is 'Major incidents on tickets, in parallel with the ordinary procedure';
comment on column core.incident.ticket is 'Ticket';
comment on column core.incident.kind is 'Table incident_kind';
comment on column core.incident.level is
	'Table event_level, as last reported; decides how far up it is reported';
comment on column core.incident.learned is 'When the office learned of it';
comment on column core.incident.reported is 'When the centre recorded the first report';
comment on column core.incident.due is 'When the first report was due (incident_kind, minutes)';
comment on column core.incident.final is 'Number of the final report that awaits acceptance; null: none';
comment on column core.incident.ended is 'When the final report was accepted; null: the incident is open';

create table core.incident_report (
	ticket uuid not null,
	n integer not null,
	op uuid not null,
	at timestamptz not null,
	operator text not null,
	by_unit text not null,
	what text not null,
	level text not null,
	dead integer,
	injured integer,
	hospitalised integer,
	affected integer,
	place text not null,
	happened timestamptz,
	ongoing boolean,
	detail text not null,
	done text not null,
	phoned text not null,
	accepted boolean,
	xid bigint not null default pg_current_xact_id()::text::bigint,
	constraint incident_report_pkey primary key (ticket, n),
	constraint incident_report_ticket_known
		foreign key (ticket) references core.incident(ticket) deferrable initially deferred,
	constraint incident_report_what_known check (what in ('first', 'follow', 'final', 'ack'))
);
create index incident_report_xid on core.incident_report using brin (xid);
create trigger incident_report_keep before update or delete or truncate on core.incident_report
	for each statement execute function audit.keep();
comment on table core.incident_report is 'Every report on a major incident and every acknowledgement of one';
comment on column core.incident_report.ticket is 'Ticket';
comment on column core.incident_report.n is 'Number within the ticket';
comment on column core.incident_report.op is 'Operation that wrote it';
comment on column core.incident_report.at is 'When the centre recorded it';
comment on column core.incident_report.operator is 'Operator who reported or acknowledged';
comment on column core.incident_report.by_unit is 'Unit for which the operator acted';
comment on column core.incident_report.what is
	'first, follow, final: a report; ack: acknowledgement by a superior';
comment on column core.incident_report.level is 'Table event_level';
comment on column core.incident_report.dead is 'How many died; null: not known or not said';
comment on column core.incident_report.injured is 'How many were injured; null: not known or not said';
comment on column core.incident_report.hospitalised is
	'How many are in hospital; null: not known or not said';
comment on column core.incident_report.affected is
	'How many people are affected; null: not known or not said';
comment on column core.incident_report.place is 'Where';
comment on column core.incident_report.happened is 'When it happened; null: not known or not said';
comment on column core.incident_report.ongoing is 'Whether the danger continues; null: not known or not said';
comment on column core.incident_report.detail is
	'What happened; for an acknowledgement, what the superior asks for';
comment on column core.incident_report.done is 'What was done';
comment on column core.incident_report.phoned is 'Who was told by telephone';
comment on column core.incident_report.accepted is
	'Whether the final report was accepted; null: no decision asked for';
comment on column core.incident_report.xid is 'Transaction that wrote it; roots cover ranges of transactions';

create table core.incident_notice (
	ticket uuid not null,
	unit text not null,
	reported timestamptz not null,
	due timestamptz not null,
	received timestamptz,
	operator text,
	urged timestamptz,
	constraint incident_notice_pkey primary key (ticket, unit),
	constraint incident_notice_ticket_known
		foreign key (ticket) references core.incident(ticket) deferrable initially deferred
);
create index incident_notice_unit on core.incident_notice (unit, ticket);
create index incident_notice_due on core.incident_notice (due)
	where received is null and urged is null;
create index incident_notice_waits on core.incident_notice (unit, due) where received is null;
comment on table core.incident_notice is
	'Units that a major incident was reported to, with the time and the acknowledgement';
comment on index core.incident_notice_waits is 'Incidents that a unit has not acknowledged (api.incidents)';
comment on column core.incident_notice.ticket is 'Ticket';
comment on column core.incident_notice.unit is 'Unit it was reported to';
comment on column core.incident_notice.reported is 'When it appeared in that unit''s list';
comment on column core.incident_notice.due is
	'When an operator there had to acknowledge it at the latest (incident_kind, minutes)';
comment on column core.incident_notice.received is 'When an operator there acknowledged it; null: not yet';
comment on column core.incident_notice.operator is 'Operator who acknowledged it';
comment on column core.incident_notice.urged is 'When the server urged, once; null: not yet';

create table core.publication (
	ticket uuid not null,
	n integer not null,
	op uuid not null,
	at timestamptz not null,
	operator text not null,
	by_unit text not null,
	unit text not null,
	body jsonb not null,
	xid bigint not null default pg_current_xact_id()::text::bigint,
	constraint publication_pkey primary key (ticket, n),
	constraint publication_op unique (op),
	constraint publication_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred
);
create index publication_unit on core.publication (unit, at);
create index publication_xid on core.publication using brin (xid);
create trigger publication_keep before update or delete or truncate on core.publication
	for each statement execute function audit.keep();
comment on table core.publication is
	'Publications of closed complaints (order 121 article 38), exactly as published';
comment on column core.publication.ticket is 'Ticket';
comment on column core.publication.n is 'Number within the ticket';
comment on column core.publication.op is 'Operation; also the number under which it is published';
comment on column core.publication.at is 'When';
comment on column core.publication.operator is 'Who published it';
comment on column core.publication.by_unit is 'For which unit';
comment on column core.publication.unit is 'Unit that handled the complaint';
comment on column core.publication.body is 'The text by key, made from a whitelist (core.publication_body)';
comment on column core.publication.xid is 'Transaction that wrote it; roots cover ranges of transactions';

create table core.publication_end (
	ticket uuid not null,
	n integer not null,
	op uuid not null,
	at timestamptz not null,
	operator text not null,
	reason text not null,
	xid bigint not null default pg_current_xact_id()::text::bigint,
	constraint publication_end_pkey primary key (ticket, n),
	constraint publication_end_known foreign key (ticket, n) references core.publication(ticket, n)
);
create index publication_end_at on core.publication_end (at);
create index publication_end_xid on core.publication_end using brin (xid);
create trigger publication_end_keep before update or delete or truncate on core.publication_end
	for each statement execute function audit.keep();
comment on table core.publication_end is 'Publications withdrawn';
comment on column core.publication_end.ticket is 'Ticket';
comment on column core.publication_end.n is 'Publication of the ticket';
comment on column core.publication_end.op is 'Operation';
comment on column core.publication_end.at is 'When';
comment on column core.publication_end.operator is 'Who';
comment on column core.publication_end.reason is 'Why; never published';
comment on column core.publication_end.xid is 'Transaction that wrote it; roots cover ranges of transactions';
