-- 0036 -- the ledgers that came after the first roots are sealed by roots too.  What stands in them already is taken up
-- by the next root: it gets this transaction's number, which no root made before covers.
set local role gangshao_owner;

alter table core.notice add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table core.document add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table core.document_void add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table core.incident_report add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table core.publication add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table core.publication_end add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table audit.lookup add column xid bigint not null default pg_current_xact_id()::text::bigint;
alter table audit.offline add column xid bigint not null default pg_current_xact_id()::text::bigint;
comment on column core.notice.xid is 'Transaction: roots go by it';
comment on column core.document.xid is 'Transaction: roots go by it';
comment on column core.document_void.xid is 'Transaction: roots go by it';
comment on column core.incident_report.xid is 'Transaction: roots go by it';
comment on column core.publication.xid is 'Transaction: roots go by it';
comment on column core.publication_end.xid is 'Transaction: roots go by it';
comment on column audit.lookup.xid is 'Transaction: roots go by it';
comment on column audit.offline.xid is 'Transaction: roots go by it';
create index notice_xid on core.notice using brin (xid);
create index document_xid on core.document using brin (xid);
create index document_void_xid on core.document_void using brin (xid);
create index incident_report_xid on core.incident_report using brin (xid);
create index publication_xid on core.publication using brin (xid);
create index publication_end_xid on core.publication_end using brin (xid);
create index lookup_xid on audit.lookup using brin (xid);
create index offline_xid on audit.offline using brin (xid);
