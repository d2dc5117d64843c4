-- 0110 -- one decision has one number, also where several are served with it.
set local role gangshao_owner;

drop function if exists core.document_number(text, core.code, date);

alter table core.document add column decision bytea, add column copy integer not null default 0,
	add column reader text not null default '';
comment on column core.document.decision is 'Tells copies of one decision from other decisions (core.document_decision); null: without number';
comment on column core.document.copy is 'Which copy of the decision under its number; 0: the one that drew it';
comment on column core.document.reader is 'Which office of several it is for, folded; empty: the audience tells';
alter table core.document drop constraint document_number_once;
alter table core.document add constraint document_number_once unique (unit, family, year, serial, copy);
