-- 0022 -- disputes over who handles wait for the common superior in a list of their own.
set local role gangshao_owner;

alter table core.queue drop constraint queue_scope_known;
alter table core.queue add constraint queue_scope_known
	check (scope in ('holder', 'below', 'tree', 'registrar', 'mine', 'watch', 'disputed'));
comment on column core.queue.scope is
	'holder: at the unit; tree: there or below; below: only below; registrar: registered there; mine: registered by me; watch: supervised from there; disputed: reported to it to designate who handles';
create index clock_disputed on core.clock (ticket) where base = 'D07' and stopped is null;
comment on column core.transition.clock is
	'start, restart, pause, resume B@day of the form, until B@day; stop, extend B; ?setting: where so chosen; semicolons between';
