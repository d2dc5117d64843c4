-- 0103 -- an operator must change a password set by an administrator before anything else.
set local role gangshao_owner;

alter table core.operator add column password_xid text;
comment on column core.operator.password_xid is
	'Version of the role''s row in which an administrator set the password; null or another version: '
	'the operator has changed it since';
