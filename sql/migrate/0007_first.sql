-- 0007 -- precomputes the keys a registration needs and the first deadline it gets.
set local role gangshao_owner;

alter table core.transition add column given text[] not null default '{}';
update core.transition set given = translate(need::text, '?', '')::text[];
comment on column core.transition.given is 'The keys of need, also those that may be unknown or declined';

create table core.first_due (
	day date not null,
	code text not null,
	length integer not null,
	unit text not null,
	rule text not null,
	due date not null,
	constraint first_due_pkey primary key (day)
);
comment on table core.first_due is
	'Last day for dispatching a ticket received on a day; made from calendar and deadline_rule';
comment on column core.first_due.day is 'Day of receipt';
comment on column core.first_due.code is 'Rule';
comment on column core.first_due.length is 'Length';
comment on column core.first_due.unit is 'workday or day';
comment on column core.first_due.rule is 'Legal basis';
comment on column core.first_due.due is 'Last day';

insert into core.first_due (day, code, length, unit, rule, due)
select distinct on (a.day) a.day, r.code, r.length, r.unit, r.rule, b.day
from core.calendar a
join core.deadline_rule r on r.base = 'D12' and r.unit = 'workday' and a.day between r.valid_from and r.valid_to
join core.calendar b on b.n = a.n + r.length and b.works
order by a.day, r.valid_from desc;
