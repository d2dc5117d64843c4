-- 0022 -- disputes over the handling unit stand in a list of the common superior.
set local role gangshao_owner;

alter table core.queue drop constraint queue_scope_known;
alter table core.queue add constraint queue_scope_known
	check (scope in ('holder', 'below', 'tree', 'registrar', 'mine', 'watch', 'disputed'));
comment on column core.queue.scope is
	'holder: at the unit; tree: there or below; below: only below; registrar: registered there; mine: '
	'registered by me; watch: supervised by it; disputed: disputes it has or must decide';
create index clock_disputed on core.clock (ticket) where base = 'D07' and stopped is null;
comment on column core.transition.clock is
	'start, restart, pause, resume B@key of the form, until B@key; stop, extend B; ?setting: only '
	'where the setting is 1; items separated by semicolons';
