-- 0015 -- joint complainants, agents, and merged tickets.
set local role gangshao_owner;

create table core.party (
	ticket uuid not null,
	n integer not null,
	role text not null,
	name text not null default '',
	phone text not null default '',
	phone2 text not null default '',
	scope text not null default '',
	until date,
	since timestamptz not null,
	ended timestamptz,
	origin uuid,
	detail jsonb not null,
	constraint party_pkey primary key (ticket, n),
	constraint party_role_known check (role in ('joint', 'agent')),
	constraint party_number_from_two check (n >= 2)
);
create index party_phone on core.party (phone) where phone <> '';
create index party_phone2 on core.party (phone2) where phone2 <> '';
comment on table core.party is
	'Joint complainants beside the caller, and agents of complainants (order 121 articles 11 and 12)';
comment on column core.party.ticket is 'Ticket';
comment on column core.party.n is 'Number of the person in the ticket; the caller is 1';
comment on column core.party.role is 'joint: complains too; agent: acts with a power of attorney';
comment on column core.party.name is 'Name';
comment on column core.party.phone is 'Telephone, digits only';
comment on column core.party.phone2 is 'Second telephone, digits only';
comment on column core.party.scope is 'What an agent may do, table agent_scope';
comment on column core.party.until is 'Last day of the power of attorney';
comment on column core.party.since is 'When the person was added';
comment on column core.party.ended is 'When the person left or the power of attorney ended';
comment on column core.party.origin is 'Merged ticket that brought the person; null: none';
comment on column core.party.detail is 'Everything given about the person, by key';

create table core.merged (
	ticket uuid not null,
	main uuid not null,
	at timestamptz not null,
	constraint merged_pkey primary key (ticket),
	constraint merged_not_self check (ticket <> main)
);
create index merged_main on core.merged (main);
comment on table core.merged is 'Tickets merged into another one';
comment on column core.merged.ticket is 'Ticket that was merged';
comment on column core.merged.main is 'Main ticket, which is handled for both';
comment on column core.merged.at is 'When';
