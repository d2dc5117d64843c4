-- 0202 -- the order of a worklist is data.
set local role gangshao_owner;

alter table core.queue add column ordering text not null default 'rank',
	add constraint queue_ordering_known check (ordering in ('rank', 'newest', 'received'));
comment on column core.queue.ordering is
	'rank: by the day due; newest: the last closed first; received: the last received first';
