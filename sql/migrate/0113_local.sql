-- 0113 -- rows of this place's own, which loading the shipped tables leaves alone.
set local role gangshao_owner;

alter table core.code add column local text;
comment on column core.code.local is 'Null: shipped.  Else a row of this place''s own: the unit it is for, empty for all';
alter table core.workday add column local text;
comment on column core.workday.local is 'Null: shipped.  Else a day of this place''s own: the unit that entered it, or empty';
