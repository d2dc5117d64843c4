-- 0018 -- clocks: an earlier day for warnings, the record of automatic urging, and an index of running
-- clocks.
set local role gangshao_owner;

alter table core.deadline_rule
	add column warn_length integer,
	add column warn_unit text,
	add column warn_rule text not null default '',
	add column warn_from date,
	add constraint deadline_rule_warn_known check (warn_unit in ('workday', 'day', 'year'));
comment on column core.deadline_rule.warn_length is
	'Length that another rule gives the same deadline; warnings use the earlier day';
comment on column core.deadline_rule.warn_unit is 'workday, day or year';
comment on column core.deadline_rule.warn_rule is 'Legal basis of that other rule';
comment on column core.deadline_rule.warn_from is 'First day of receipt on which that other rule holds';

alter table core.clock add column warn date;
comment on column core.clock.warn is
	'Last day under the other rule, or null; lists use the earlier of the two days';
create index clock_running on core.clock (due) where stopped is null;

create table core.urged (
	ticket uuid not null,
	base text not null,
	start timestamptz not null,
	rule text not null,
	at timestamptz not null,
	constraint urged_pkey primary key (ticket, base, start, rule)
);
comment on table core.urged is 'What the server urged or escalated by itself: once for each rule and each run of a clock';
comment on column core.urged.ticket is 'Ticket';
comment on column core.urged.base is 'Deadline';
comment on column core.urged.start is 'Start of that run of the clock';
comment on column core.urged.rule is 'Code of table urge_rule';
comment on column core.urged.at is 'When';
