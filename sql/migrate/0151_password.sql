-- 0151 -- an operator must change a password set by an administrator before anything else; workstations can
-- do this at the login now.  An installation may switch it off again.
set local role gangshao_owner;

update core.setting set value = '1' where code = 'password_first' and value = '0';
