-- 0105 -- a number is drawn for a form: each form decides whether its numbers contain 第
-- (core.document_named).
set local role gangshao_owner;

drop function if exists core.document_number(text, text, date);
