-- 0005 -- append-only records.
set local role gangshao_owner;

create table core.reveal (
	token uuid not null,
	ticket uuid not null,
	version integer not null,
	field text not null,
	reason text not null,
	operator text not null,
	at timestamptz not null,
	xid xid8 not null,
	constraint reveal_pkey primary key (token),
	constraint reveal_reason_length check (length(reason) between 2 and 200)
);
create index reveal_operator on core.reveal (operator, at);
comment on table core.reveal is
	'Requests to see an unmasked value; the committed request is the record of access';
comment on column core.reveal.token is 'Token to redeem';
comment on column core.reveal.ticket is 'Ticket';
comment on column core.reveal.version is 'Version seen';
comment on column core.reveal.field is 'Value asked for';
comment on column core.reveal.reason is 'Why';
comment on column core.reveal.operator is 'Operator who asked';
comment on column core.reveal.at is 'When';
comment on column core.reveal.xid is 'Transaction of the request: must be committed before the value is given';

create table audit.redeemed (
	token uuid not null,
	operator text not null,
	at timestamptz not null default clock_timestamp(),
	constraint redeemed_pkey primary key (token)
);
comment on table audit.redeemed is 'Requests whose value was handed out';
comment on column audit.redeemed.token is 'Token';
comment on column audit.redeemed.operator is 'Who';
comment on column audit.redeemed.at is 'When';

create table audit.alarm (
	n bigint generated always as identity,
	at timestamptz not null default clock_timestamp(),
	operator text not null,
	what text not null,
	detail jsonb not null,
	constraint alarm_pkey primary key (n)
);
comment on table audit.alarm is 'Events that should never happen, for the administrator';
comment on column audit.alarm.n is 'Number';
comment on column audit.alarm.at is 'When';
comment on column audit.alarm.operator is 'Operator of the session';
comment on column audit.alarm.what is 'Kind of alarm';
comment on column audit.alarm.detail is 'Particulars without personal data';

create table audit.admin (
	n bigint generated always as identity,
	at timestamptz not null default clock_timestamp(),
	by_role text not null default session_user,
	what text not null,
	detail jsonb not null,
	constraint admin_pkey primary key (n)
);
comment on table audit.admin is 'Changes that administrators made to operators, duties and settings';
comment on column audit.admin.n is 'Number';
comment on column audit.admin.at is 'When';
comment on column audit.admin.by_role is 'Database role';
comment on column audit.admin.what is 'What';
comment on column audit.admin.detail is 'Particulars';

create function audit.keep() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
	raise exception '% is append-only', tg_relid::regclass;
end $$;
comment on function audit.keep() is 'Refuses to change or remove a record';

create trigger redeemed_keep before update or delete or truncate on audit.redeemed
	for each statement execute function audit.keep();
create trigger alarm_keep before update or delete or truncate on audit.alarm
	for each statement execute function audit.keep();
create trigger admin_keep before update or delete or truncate on audit.admin
	for each statement execute function audit.keep();
create trigger reveal_keep before update or delete or truncate on core.reveal
	for each statement execute function audit.keep();
create trigger event_keep before update or delete or truncate on core.event
	for each statement execute function audit.keep();
create trigger applied_keep before update or delete or truncate on core.applied
	for each statement execute function audit.keep();
