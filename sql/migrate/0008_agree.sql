-- 0008 -- desk and centre compare their ledgers, and a copied store is known for one.
set local role gangshao_owner;

create index applied_store on core.applied (store, seq);

create table core.told_again (
	store uuid not null,
	seq bigint not null,
	op_id uuid not null,
	constraint told_again_pkey primary key (store, seq)
);
comment on table core.told_again is 'Operations that a second store told too: it shows them in its ledger as the first does in its own';
comment on column core.told_again.store is 'Store that told it again';
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
comment on table core.store is 'What each store showed last: one that shows something older was copied or put back';
comment on column core.store.store is 'Store';
comment on column core.store.operator is 'Whose';
comment on column core.store.turn is 'How often it was greeted; a store ahead of it means that the centre was put back';
comment on column core.store.nonce is 'What it will show next';
comment on column core.store.before is 'What it showed last: a greeting whose answer was lost is repeated with it';
comment on column core.store.at is 'Last greeting';
