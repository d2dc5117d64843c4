-- 0111 -- alarms are counted per operator, and of each kind only the first of a day are stored one by one; a
-- store is identified by its number and its operator.
set local role gangshao_owner;

create table audit.alarm_count (
	operator text not null,
	what text not null,
	day date not null,
	times integer not null,
	constraint alarm_count_pkey primary key (operator, what, day)
);
comment on table audit.alarm_count is
	'How often an operator caused each kind of alarm on a day, including alarms not stored one by one';
comment on column audit.alarm_count.operator is 'Whose session; empty: the periodic work';
comment on column audit.alarm_count.what is 'Kind of alarm';
comment on column audit.alarm_count.day is 'Day';
comment on column audit.alarm_count.times is 'How often';

alter table core.store drop constraint store_pkey;
alter table core.store add constraint store_pkey primary key (store, operator);
create index store_operator on core.store (operator, at);
