-- 0105 -- a number is drawn for a form: whether 第 stands in it is the form's own (core.document_named).
set local role gangshao_owner;

drop function if exists core.document_number(text, text, date);
