-- 0102 -- a rollback takes no look-up off the record.  A sequence keeps its value whatever becomes of the transaction:
-- each operator has one, and its value names his latest look-up.
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
comment on table core.meter is 'The latest look-up on record of each operator; its row is locked while he looks up, so that he does one at a time';
comment on column core.meter.operator is 'Operator';
comment on column core.meter.mark is 'Value his sequence had after the latest look-up on record: how many there were, and 40 bits of its digest';
comment on column core.meter.xid is 'Transaction of that look-up';
comment on column core.meter.chain is 'Look-ups in that transaction';
comment on column core.meter.turn is 'Raised whenever the row is locked';

create index lookup_undone on audit.lookup (operator, at) where found < 0;
comment on column audit.lookup.found is 'How many tickets were shown; of a text held against a reporter: 1 where it names him; -1: its transaction was undone';
comment on column audit.lookup.digest is 'Keyed digest of the number or text, also in the server''s log (core.number_digest); of one that was undone its first ten digits, or nothing';

do $$
declare
	o text;
begin
	for o in select name from core.operator loop
		insert into core.meter (operator) values (o);
		execute format('create sequence core.%I minvalue 0 start 0', 'meter_' || left(md5(o), 20));
	end loop;
end $$;
