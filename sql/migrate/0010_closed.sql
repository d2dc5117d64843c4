-- 0010 -- the record of telephone look-ups; serial numbers in lanes, so that no open transaction blocks a
-- unit.
set local role gangshao_owner;

create table core.lookup_key (
	key bytea not null,
	one boolean not null default true,
	constraint lookup_key_pkey primary key (one),
	constraint lookup_key_one_row check (one)
);
comment on table core.lookup_key is
	'Key of the digests of looked-up numbers; without it nobody can test guesses against them';
comment on column core.lookup_key.key is 'Secret of this installation';
comment on column core.lookup_key.one is 'Always true: there is one row';
insert into core.lookup_key (key)
values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || clock_timestamp()::text, 'UTF8')));

create table audit.lookup (
	n bigint generated always as identity,
	at timestamptz not null default clock_timestamp(),
	operator text not null,
	digest text not null,
	found integer not null,
	constraint lookup_pkey primary key (n)
);
create index lookup_operator on audit.lookup (operator, at);
create index lookup_digest on audit.lookup (digest);
comment on table audit.lookup is 'Every search by telephone number; shows who tries numbers';
comment on column audit.lookup.n is 'Number';
comment on column audit.lookup.at is 'When';
comment on column audit.lookup.operator is 'Who';
comment on column audit.lookup.digest is 'Keyed digest of the number, also in the server''s log (core.number_digest)';
comment on column audit.lookup.found is 'How many tickets were shown';
create trigger lookup_keep before update or delete or truncate on audit.lookup
	for each statement execute function audit.keep();

-- The centre hands out serial numbers in lanes: an open transaction blocks one lane, not the whole unit.
alter table core.serial add column lane integer not null default 0;
alter table core.serial drop constraint serial_pkey;
update core.serial set lane = least(last / 6250000, 15);
alter table core.serial add constraint serial_pkey primary key (unit, lane),
	add constraint serial_lane_known check (lane between 0 and 15);
comment on column core.serial.lane is
	'Sixteenth of the unit''s numbers; the centre takes the next lane while this one is locked or used '
	'up';
insert into core.serial (unit, lane, last)
select u.unit, g, g * 6250000
from (select distinct unit from core.duty where duty = 'r01' union select unit from core.serial) u,
	generate_series(0, 15) g
where not exists (select from core.serial s where s.unit = u.unit and s.lane >= g);

create index lease_operator on core.lease (operator, at);

alter table core.reveal add column lsn pg_lsn not null default '0/0';
comment on column core.reveal.lsn is
	'Position in the write-ahead log at the request; its commit can only lie behind it';
