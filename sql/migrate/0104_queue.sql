-- 0104 -- the list of overdue tickets at a unit and below it; a worklist's page and its counter have one
-- definition.
set local role gangshao_owner;

alter table core.queue drop constraint queue_scope_known;
alter table core.queue add constraint queue_scope_known
	check (scope in ('holder', 'below', 'tree', 'overdue', 'registrar', 'mine', 'watch', 'disputed', 'incident', 'publish'));
comment on column core.queue.scope is
	'holder: at the unit; tree: there or below; below: only below; overdue: there or below, past the '
	'due day while the clock runs; registrar: registered there; mine: registered by me; watch: '
	'supervised by it; disputed: disputes it has or must decide; incident: major incidents reported '
	'to it; publish: there or below, agreed to be published and not published yet';
drop function if exists core.queue_ids(core.who, text, core.queue, timestamptz, uuid, integer);
