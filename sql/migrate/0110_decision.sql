-- 0110 -- one decision has one number, even where several parties are served copies of it.
set local role gangshao_owner;

drop function if exists core.document_number(text, core.code, date);

alter table core.document add column decision bytea, add column copy integer not null default 0,
	add column reader text not null default '';
comment on column core.document.decision is
	'Digest of the decision, the same for all its copies (core.document_decision); null: no number';
comment on column core.document.copy is
	'Which copy of the decision under its number; 0: the document that drew the number';
comment on column core.document.reader is
	'Which of several offices it is for, folded; empty: the audience says it';
alter table core.document drop constraint document_number_once;
alter table core.document add constraint document_number_once unique (unit, family, year, serial, copy);
