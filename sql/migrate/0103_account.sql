-- 0103 -- whose password an administrator has set: it is changed by its owner before anything else.
set local role gangshao_owner;

alter table core.operator add column password_xid text;
comment on column core.operator.password_xid is 'Version of the role''s row in which an administrator set the password; null, or another version: the operator has set it himself';
