-- 0016 -- the ledger of notices and of attempts to reach somebody.
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
	constraint notice_pkey primary key (ticket, n),
	constraint notice_retracted_once unique (ticket, retracts)
);
comment on table core.notice is 'Every notice and every attempt to reach somebody; a wrong entry is retracted by another';
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
create trigger notice_keep before update or delete or truncate on core.notice
	for each statement execute function audit.keep();
