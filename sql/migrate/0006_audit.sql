-- 0006 -- records of access and of administration, and the roots that seal them.
set local role gangshao_owner;

create table core.reveal (
	token uuid not null,
	ticket uuid not null,
	version integer not null,
	field text not null,
	reason text not null,
	operator text not null,
	at timestamptz not null,
	xid xid8 not null,
	lsn pg_lsn not null default '0/0',
	constraint reveal_pkey primary key (token),
	constraint reveal_ticket_known
		foreign key (ticket) references core.ticket(ticket) deferrable initially deferred,
	constraint reveal_reason_length check (length(reason) between 2 and 200)
);
create index reveal_operator on core.reveal (operator, at);
create trigger reveal_keep before update or delete or truncate on core.reveal
	for each statement execute function audit.keep();
comment on table core.reveal is
	'Requests to see an unmasked value; the committed request is the record of access';
comment on column core.reveal.token is 'Token to redeem';
comment on column core.reveal.ticket is 'Ticket';
comment on column core.reveal.version is 'Version seen';
comment on column core.reveal.field is 'Value asked for';
comment on column core.reveal.reason is 'Why';
comment on column core.reveal.operator is 'Operator who asked';
comment on column core.reveal.at is 'When';
comment on column core.reveal.xid is
	'Transaction of the request: must be committed before the value is given';
comment on column core.reveal.lsn is
	'Position in the write-ahead log at the request; its commit can only lie behind it';

create table audit.redeemed (
	token uuid not null,
	operator text not null,
	at timestamptz not null default clock_timestamp(),
	xid bigint not null default pg_current_xact_id()::text::bigint,
	constraint redeemed_pkey primary key (token)
);
create trigger redeemed_keep before update or delete or truncate on audit.redeemed
	for each statement execute function audit.keep();
comment on table audit.redeemed is 'Requests whose value was handed out';
comment on column audit.redeemed.token is 'Token';
comment on column audit.redeemed.operator is 'Who';
comment on column audit.redeemed.at is 'When';
comment on column audit.redeemed.xid is 'Transaction that wrote it; roots cover ranges of transactions';

create table audit.lookup (
	n bigint generated always as identity,
	at timestamptz not null default clock_timestamp(),
	operator text not null,
	digest text not null,
	found integer not null,
	xid bigint not null default pg_current_xact_id()::text::bigint,
	constraint lookup_pkey primary key (n)
);
create index lookup_operator on audit.lookup (operator, at);
create index lookup_digest on audit.lookup (digest);
-- Lines are written in the order of transactions, so BRIN indexes are enough and cost a step nothing.
create index lookup_xid on audit.lookup using brin (xid);
create index lookup_undone on audit.lookup (operator, at) where found < 0;
create trigger lookup_keep before update or delete or truncate on audit.lookup
	for each statement execute function audit.keep();
comment on table audit.lookup is
	'Every search by telephone number, and every text compared with a reporter''s identity; shows '
	'who tries guesses';
comment on column audit.lookup.n is 'Number';
comment on column audit.lookup.at is 'When';
comment on column audit.lookup.operator is 'Who';
comment on column audit.lookup.digest is
	'Keyed digest of the number or text, also in the server''s log (core.number_digest); for a '
	'look-up that was rolled back its first ten digits, or nothing';
comment on column audit.lookup.found is
	'How many tickets were shown; for a text compared with a reporter: 1 where it names the '
	'reporter; -1: its transaction was rolled back';
comment on column audit.lookup.xid is 'Transaction that wrote it; roots cover ranges of transactions';

create table audit.offline (
	n bigint generated always as identity,
	at timestamptz not null default clock_timestamp(),
	operator text not null,
	store uuid not null,
	since timestamptz not null,
	issued timestamptz not null,
	until timestamptz not null,
	xid bigint not null default pg_current_xact_id()::text::bigint,
	constraint offline_pkey primary key (n)
);
create index offline_operator on audit.offline (operator, at);
create index offline_xid on audit.offline using brin (xid);
create trigger offline_keep before update or delete or truncate on audit.offline
	for each statement execute function audit.keep();
comment on table audit.offline is 'Periods of offline work, as the desk reported them at the next login';
comment on column audit.offline.n is 'Number';
comment on column audit.offline.at is 'When the desk reported it';
comment on column audit.offline.operator is 'Operator';
comment on column audit.offline.store is 'Store';
comment on column audit.offline.since is 'First offline login, by the desk''s clock';
comment on column audit.offline.issued is 'When its pass was issued';
comment on column audit.offline.until is 'When its pass ended';
comment on column audit.offline.xid is 'Transaction that wrote it; roots cover ranges of transactions';

create table audit.alarm (
	n bigint generated always as identity,
	at timestamptz not null default clock_timestamp(),
	operator text not null,
	what text not null,
	detail jsonb not null,
	xid bigint not null default pg_current_xact_id()::text::bigint,
	constraint alarm_pkey primary key (n)
);
create trigger alarm_keep before update or delete or truncate on audit.alarm
	for each statement execute function audit.keep();
comment on table audit.alarm is 'Events that should never happen, for the administrator';
comment on column audit.alarm.n is 'Number';
comment on column audit.alarm.at is 'When';
comment on column audit.alarm.operator is 'Operator of the session';
comment on column audit.alarm.what is 'Kind of alarm';
comment on column audit.alarm.detail is 'Particulars without personal data';
comment on column audit.alarm.xid is 'Transaction that wrote it; roots cover ranges of transactions';

create table audit.alarm_count (
	operator text not null,
	what text not null,
	day date not null,
	times integer not null,
	constraint alarm_count_pkey primary key (operator, what, day)
);
comment on table audit.alarm_count is
	'How often an operator caused each kind of alarm on a day, including alarms not stored one by one';
comment on column audit.alarm_count.operator is 'Whose session; empty: the periodic work';
comment on column audit.alarm_count.what is 'Kind of alarm';
comment on column audit.alarm_count.day is 'Day';
comment on column audit.alarm_count.times is 'How often';

create table audit.admin (
	n bigint generated always as identity,
	at timestamptz not null default clock_timestamp(),
	by_role text not null default session_user,
	what text not null,
	detail jsonb not null,
	xid bigint not null default pg_current_xact_id()::text::bigint,
	constraint admin_pkey primary key (n)
);
create trigger admin_keep before update or delete or truncate on audit.admin
	for each statement execute function audit.keep();
comment on table audit.admin is 'Changes that administrators made to operators, duties and settings';
comment on column audit.admin.n is 'Number';
comment on column audit.admin.at is 'When';
comment on column audit.admin.by_role is 'Database role';
comment on column audit.admin.what is 'What';
comment on column audit.admin.detail is 'Particulars';
comment on column audit.admin.xid is 'Transaction that wrote it; roots cover ranges of transactions';

create table core.root (
	n bigint not null,
	at timestamptz not null,
	since xid8 not null,
	upto xid8 not null,
	lines integer not null,
	items bytea not null,
	heads bytea not null,
	digest bytea not null,
	prev bytea not null,
	hash bytea not null,
	constraint root_pkey primary key (n),
	constraint root_order check (since < upto)
);
alter table core.root alter items set storage external;
alter table core.root alter heads set storage external;
create trigger root_keep before update or delete or truncate on core.root
	for each statement execute function audit.keep();
comment on table core.root is
	'Roots: seals over everything recorded between two transactions, each also over the root before';
comment on column core.root.n is 'Number, from 1 without gaps';
comment on column core.root.at is 'When it was made';
comment on column core.root.since is 'First transaction it covers';
comment on column core.root.upto is 'First transaction after those it covers';
comment on column core.root.lines is 'How many lines it covers';
comment on column core.root.items is '37 bytes for each line: source, key, number, first bytes of its digest';
comment on column core.root.heads is
	'37 bytes for each ticket that moved, over its state when the root was made';
comment on column core.root.digest is 'SHA-256 over the full digests of the lines';
comment on column core.root.prev is 'Hash of the root before';
comment on column core.root.hash is 'SHA-256 over all of this row';
