-- 0102 -- a rollback removes no look-up from the record.  A sequence keeps its value when a transaction is
-- rolled back: each operator has one, and its value identifies the operator's latest look-up.
set local role gangshao_owner;

create table core.meter (
	operator text not null,
	mark bigint not null default 0,
	xid xid8 not null default pg_current_xact_id(),
	chain integer not null default 2147483647,
	turn bigint not null default 0,
	constraint meter_pkey primary key (operator),
	constraint meter_operator_known foreign key (operator) references core.operator on delete cascade
);
comment on table core.meter is
	'The latest look-up on record of each operator; a look-up locks the row, so that an operator '
	'makes one at a time';
comment on column core.meter.operator is 'Operator';
comment on column core.meter.mark is
	'Value of the operator''s sequence after the latest look-up on record: the count, and 40 bits of '
	'the digest';
comment on column core.meter.xid is 'Transaction of that look-up';
comment on column core.meter.chain is 'Number of look-ups in that transaction';
comment on column core.meter.turn is 'Raised whenever the row is locked';

create index lookup_undone on audit.lookup (operator, at) where found < 0;
comment on column audit.lookup.found is
	'How many tickets were shown; for a text compared with a reporter: 1 where it names the reporter; '
	'-1: its transaction was rolled back';
comment on column audit.lookup.digest is
	'Keyed digest of the number or text, also in the server''s log (core.number_digest); for a look-up '
	'that was rolled back its first ten digits, or nothing';

do $$
declare
	o text;
begin
	for o in select name from core.operator loop
		insert into core.meter (operator) values (o);
		execute format('create sequence core.%I minvalue 0 start 0', 'meter_' || left(md5(o), 20));
	end loop;
end $$;
