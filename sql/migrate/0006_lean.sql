-- 0006 -- drops three check constraints that the only writers (core.act_register, core.tell_one) cannot
-- violate: PostgreSQL parses a check constraint anew for every insert.
set local role gangshao_owner;

alter table core.ticket drop constraint ticket_kind_known;
alter table core.ticket drop constraint ticket_rule_set_known;
alter table core.applied drop constraint applied_verdict_known;

-- All codes of a registration are looked up in one scan.
create unique index code_key on core.code ((tbl || ':' || code));
