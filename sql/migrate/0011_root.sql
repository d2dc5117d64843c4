-- 0011 -- the centre seals its records in roots from time to time; desks keep roots as witnesses.
set local role gangshao_owner;

-- The transaction that wrote each line: a root covers whole transactions, all of which have ended.
alter table core.applied add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table core.lease add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table audit.redeemed add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table audit.alarm add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table audit.admin add column xid bigint not null default pg_current_xact_id()::text::bigint;
comment on column core.applied.xid is 'Transaction that wrote it; roots cover ranges of transactions';
comment on column core.lease.xid is 'Transaction that wrote it; roots cover ranges of transactions';
comment on column audit.redeemed.xid is 'Transaction that wrote it; roots cover ranges of transactions';
comment on column audit.alarm.xid is 'Transaction that wrote it; roots cover ranges of transactions';
comment on column audit.admin.xid is 'Transaction that wrote it; roots cover ranges of transactions';
-- Lines are written in the order of transactions, so a BRIN index is enough and costs a registration nothing.
create index applied_xid on core.applied using brin (xid);

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
create trigger root_keep before update or delete or truncate on core.root
	for each statement execute function audit.keep();
create trigger lease_keep before update or delete or truncate on core.lease
	for each statement execute function audit.keep();

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
