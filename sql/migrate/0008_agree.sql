-- 0008 -- the desk and the centre compare their ledgers, and the centre detects a copied store.
set local role gangshao_owner;

create index applied_store on core.applied (store, seq);

create table core.told_again (
	store uuid not null,
	seq bigint not null,
	op_id uuid not null,
	constraint told_again_pkey primary key (store, seq)
);
comment on table core.told_again is
	'Operations that a second store sent too; they also count in the ledger of that store';
comment on column core.told_again.store is 'Store that sent it again';
comment on column core.told_again.seq is 'Its number in that store';
comment on column core.told_again.op_id is 'Operation, as it stands in applied';

create table core.store (
	store uuid not null,
	operator text not null,
	turn bigint not null,
	nonce uuid not null,
	before uuid,
	at timestamptz not null default now(),
	constraint store_pkey primary key (store)
);
comment on table core.store is
	'The nonces each store presented last; a store that presents an older one was copied or restored '
	'from a backup';
comment on column core.store.store is 'Store';
comment on column core.store.operator is 'Operator it belongs to';
comment on column core.store.turn is
	'Number of greetings; a store with a higher number shows that the centre was restored from a '
	'backup';
comment on column core.store.nonce is 'Nonce it presents at the next greeting';
comment on column core.store.before is 'Nonce it presented last; a greeting whose answer was lost repeats it';
comment on column core.store.at is 'Last greeting';
