-- 0023 -- major incidents: reports up the line and their acknowledgements; publications of closed complaints.
set local role gangshao_owner;

alter table core.queue drop constraint queue_scope_known;
alter table core.queue add constraint queue_scope_known
	check (scope in ('holder', 'below', 'tree', 'registrar', 'mine', 'watch', 'disputed', 'incident'));
comment on column core.queue.scope is
	'holder: at the unit; tree: there or below; below: only below; registrar: registered there; mine: '
	'registered by me; watch: supervised by it; disputed: disputes it has or must decide; incident: '
	'major incidents reported to it';
comment on column core.ticket.flags is
	'u urged, s supervised, j major, l linked, r returned, p nearest clock paused';

create table core.incident (
	ticket uuid not null,
	kind text not null,
	level text not null,
	learned timestamptz not null,
	reported timestamptz not null,
	due timestamptz not null,
	final integer,
	ended timestamptz,
	constraint incident_pkey primary key (ticket)
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
	constraint incident_report_pkey primary key (ticket, n),
	constraint incident_report_what_known check (what in ('first', 'follow', 'final', 'ack'))
);
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
comment on column core.incident_report.hospitalised is 'How many are in hospital; null: not known or not said';
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
create trigger incident_report_keep before update or delete or truncate on core.incident_report
	for each statement execute function audit.keep();

create table core.incident_notice (
	ticket uuid not null,
	unit text not null,
	reported timestamptz not null,
	due timestamptz not null,
	received timestamptz,
	operator text,
	urged timestamptz,
	constraint incident_notice_pkey primary key (ticket, unit)
);
create index incident_notice_unit on core.incident_notice (unit, ticket);
create index incident_notice_due on core.incident_notice (due) where received is null and urged is null;
comment on table core.incident_notice is
	'Units that a major incident was reported to, with the time and the acknowledgement';
comment on column core.incident_notice.ticket is 'Ticket';
comment on column core.incident_notice.unit is 'Unit it was reported to';
comment on column core.incident_notice.reported is 'When it appeared in that unit''s list';
comment on column core.incident_notice.due is
	'When an operator there had to acknowledge it at the latest (incident_kind, minutes)';
comment on column core.incident_notice.received is 'When an operator there acknowledged it; null: not yet';
comment on column core.incident_notice.operator is 'Operator who acknowledged it';
comment on column core.incident_notice.urged is 'When the server urged, once; null: not yet';

-- The function returns more columns now.
drop function if exists api.respondent(text, text);

create table core.publication (
	ticket uuid not null,
	n integer not null,
	op uuid not null,
	at timestamptz not null,
	operator text not null,
	by_unit text not null,
	unit text not null,
	body jsonb not null,
	constraint publication_pkey primary key (ticket, n),
	constraint publication_op unique (op)
);
create index publication_unit on core.publication (unit, at);
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
create trigger publication_keep before update or delete or truncate on core.publication
	for each statement execute function audit.keep();

create table core.publication_end (
	ticket uuid not null,
	n integer not null,
	op uuid not null,
	at timestamptz not null,
	operator text not null,
	reason text not null,
	constraint publication_end_pkey primary key (ticket, n),
	constraint publication_end_known foreign key (ticket, n) references core.publication
);
create index publication_end_at on core.publication_end (at);
comment on table core.publication_end is 'Publications withdrawn';
comment on column core.publication_end.ticket is 'Ticket';
comment on column core.publication_end.n is 'Publication of the ticket';
comment on column core.publication_end.op is 'Operation';
comment on column core.publication_end.at is 'When';
comment on column core.publication_end.operator is 'Who';
comment on column core.publication_end.reason is 'Why; never published';
create trigger publication_end_keep before update or delete or truncate on core.publication_end
	for each statement execute function audit.keep();

-- A published complaint may still be called back.
drop index core.ticket_callback;
create index ticket_callback on core.ticket (registered_unit, rank, ticket)
	where state in ('TS70', 'TS85', 'ZX40');
comment on index core.ticket_callback is 'Tickets that wait for a call back (states of queue callback)';
