-- 0036 -- roots also seal the ledgers that were added after the first roots.  Existing rows get the number of
-- this transaction, which no earlier root covers, so that the next root seals them.
set local role gangshao_owner;

alter table core.notice add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table core.document add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table core.document_void add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table core.incident_report add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table core.publication add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table core.publication_end add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table audit.lookup add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table audit.offline add column xid bigint not null default pg_current_xact_id()::text::bigint;
comment on column core.notice.xid is 'Transaction that wrote it; roots cover ranges of transactions';
comment on column core.document.xid is 'Transaction that wrote it; roots cover ranges of transactions';
comment on column core.document_void.xid is 'Transaction that wrote it; roots cover ranges of transactions';
comment on column core.incident_report.xid is 'Transaction that wrote it; roots cover ranges of transactions';
comment on column core.publication.xid is 'Transaction that wrote it; roots cover ranges of transactions';
comment on column core.publication_end.xid is 'Transaction that wrote it; roots cover ranges of transactions';
comment on column audit.lookup.xid is 'Transaction that wrote it; roots cover ranges of transactions';
comment on column audit.offline.xid is 'Transaction that wrote it; roots cover ranges of transactions';
create index notice_xid on core.notice using brin (xid);
create index document_xid on core.document using brin (xid);
create index document_void_xid on core.document_void using brin (xid);
create index incident_report_xid on core.incident_report using brin (xid);
create index publication_xid on core.publication using brin (xid);
create index publication_end_xid on core.publication_end using brin (xid);
create index lookup_xid on audit.lookup using brin (xid);
create index offline_xid on audit.offline using brin (xid);
