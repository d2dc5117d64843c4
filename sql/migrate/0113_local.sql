-- 0113 -- local rows, which loading the shipped tables does not change.
set local role gangshao_owner;

alter table core.code add column local text;
comment on column core.code.local is
	'Null: shipped.  Otherwise a local row: the unit it is for, empty for all';
alter table core.workday add column local text;
comment on column core.workday.local is
	'Null: shipped.  Otherwise a local day: the unit that entered it, or empty';
