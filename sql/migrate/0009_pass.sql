-- 0009 -- offline passes: the key that signs them, and the record of offline work.
set local role gangshao_owner;

create table core.pass_key (
	id integer not null,
	inner_pad bytea not null,
	outer_pad bytea not null,
	made timestamptz not null default now(),
	constraint pass_key_pkey primary key (id),
	constraint pass_key_is_one check (id = 1),
	constraint pass_key_length check (length(inner_pad) = 64 and length(outer_pad) = 64)
);
comment on table core.pass_key is 'The secret that signs offline passes, as the two padded keys of RFC 2104; read by the owner''s functions only';
comment on column core.pass_key.id is 'Always 1: there is one key';
comment on column core.pass_key.inner_pad is 'Key xor 0x36';
comment on column core.pass_key.outer_pad is 'Key xor 0x5c';
comment on column core.pass_key.made is 'When it was made';

-- 64 bytes from the strong generator behind gen_random_uuid(): about 480 bits of entropy.
with k as (
	select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
		|| uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as key
)
insert into core.pass_key (id, inner_pad, outer_pad)
select 1, decode(string_agg(lpad(to_hex(get_byte(key, i) # 54), 2, '0'), '' order by i), 'hex'),
	decode(string_agg(lpad(to_hex(get_byte(key, i) # 92), 2, '0'), '' order by i), 'hex')
from k, generate_series(0, 63) as i;

create table audit.offline (
	n bigint generated always as identity,
	at timestamptz not null default clock_timestamp(),
	operator text not null,
	store uuid not null,
	since timestamptz not null,
	issued timestamptz not null,
	until timestamptz not null,
	constraint offline_pkey primary key (n)
);
create index offline_operator on audit.offline (operator, at);
create trigger offline_keep before update or delete or truncate on audit.offline
	for each statement execute function audit.keep();
comment on table audit.offline is 'Periods of offline work, as the desk reported them at the next login';
comment on column audit.offline.n is 'Number';
comment on column audit.offline.at is 'When the desk reported it';
comment on column audit.offline.operator is 'Operator';
comment on column audit.offline.store is 'Store';
comment on column audit.offline.since is 'First offline login, by the desk''s clock';
comment on column audit.offline.issued is 'When its pass was issued';
comment on column audit.offline.until is 'When its pass ended';

insert into core.setting (code, value, note) values
	('offline_days', '7', '断线时本机可登录作业的天数,最多 7;0 为不许'),
	('recovery_key', '', '本机存储恢复公钥(gangshaoctl admin recovery-key)')
on conflict do nothing;
