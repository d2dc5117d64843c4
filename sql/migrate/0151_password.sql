-- 0151 -- a password that an administrator set is changed by its owner before anything else, unless this place says
-- otherwise after today: workstations can do it at the login now.
set local role gangshao_owner;

update core.setting set value = '1' where code = 'password_first' and value = '0';
