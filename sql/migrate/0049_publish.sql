-- 0049 -- the list of complaints that await publication (order 121 article 38).
set local role gangshao_owner;

alter table core.queue drop constraint queue_scope_known;
alter table core.queue add constraint queue_scope_known
	check (scope in ('holder', 'below', 'tree', 'registrar', 'mine', 'watch', 'disputed', 'incident', 'publish'));
comment on column core.queue.scope is
	'holder: at the unit; tree: there or below; below: only below; registrar: registered there; mine: '
	'registered by me; watch: supervised by it; disputed: disputes it has or must decide; incident: '
	'major incidents reported to it; publish: there or below, agreed to be published and not '
	'published yet';
create index ticket_publish on core.ticket (unit, rank, ticket)
	where state in ('TS70', 'TS80') and facts->>'agreepub' in ('true', '1', 'yes');
comment on index core.ticket_publish is
	'Closed complaints whose complainants agreed to publication (queue publish)';
