-- 0006 -- a check constraint is parsed anew for every insert; these three say what the only writer
-- (core.act_register, core.tell_one) cannot get wrong.
set local role gangshao_owner;

alter table core.ticket drop constraint ticket_kind_known;
alter table core.ticket drop constraint ticket_rule_set_known;
alter table core.applied drop constraint applied_verdict_known;

-- All codes of a registration are looked up in one scan.
create unique index code_key on core.code ((tbl || ':' || code));
