-- 0112 -- records operators whose sessions had to be ended for blocking others; every unit with operators has
-- all its lanes.
set local role gangshao_owner;

create table core.hindrance (
	operator text not null,
	ended integer not null,
	at timestamptz not null,
	constraint hindrance_pkey primary key (operator),
	constraint hindrance_operator_known foreign key (operator) references core.operator on delete cascade
);
comment on table core.hindrance is
	'Operators whose sessions were ended for blocking others (core.work_sessions)';
comment on column core.hindrance.operator is 'Operator';
comment on column core.hindrance.ended is 'Sessions ended, each within five minutes of the one before';
comment on column core.hindrance.at is 'When the last one was ended';

-- A unit whose numbers were all in one lane gets the other lanes too.
insert into core.serial (unit, lane, last)
select u.unit, g, g * 6250000
from (select distinct unit from core.duty union select unit from core.serial) u, generate_series(0, 15) g
where not exists (select from core.serial s where s.unit = u.unit and s.lane >= g)
on conflict do nothing;
