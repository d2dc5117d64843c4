-- 0201 -- registering goes the way of every other step.
set local role gangshao_owner;

create type core.fault as (
	code text,
	field text,
	words text,
	args text[]
);
comment on type core.fault is
	'What is wrong with a registration: a code, the field, an English sentence with %s placeholders, and their '
	'values; no code: nothing';

alter table core.ticket
	add constraint ticket_kind_known check (kind in ('complaint', 'report', 'enquiry')),
	add constraint ticket_rule_set_known check (rule_set ~ '^[0-9a-z]{1,7}$');
alter table core.applied add constraint applied_verdict_known check (verdict in ('applied', 'refused', 'conflict'));

drop index core.transition_step;
create index transition_step on core.transition (action, kind, from_state);
drop index core.code_key;
drop table core.first_due;
alter table core.transition drop column given;

-- Checked when the transaction ends: a step writes the ticket last.
do $$
declare
	k text[];
begin
	foreach k slice 1 in array '{
		{event,ticket,ticket},{caller,ticket,ticket},{reporter,ticket,ticket},{clock,ticket,ticket},{link,ticket,ticket},
		{link,other,ticket},{supervision,ticket,ticket},{precedent,ticket,ticket},{party,ticket,ticket},
		{merged,ticket,ticket},{merged,main,ticket},{notice,ticket,ticket},{document,ticket,ticket},
		{incident,ticket,ticket},{incident_report,ticket,incident},{incident_notice,ticket,incident},
		{publication,ticket,ticket},{reveal,ticket,ticket},{urged,ticket,ticket},{pause,ticket,ticket}}'::text[][]
	loop
		execute format('alter table core.%s add constraint %1$s_%s_known foreign key (%2$s) references core.%s (ticket)
			deferrable initially deferred', k[1], k[2], k[3]);
	end loop;
end $$;
alter table core.ticket
	add constraint ticket_state_known foreign key (state) references core.state deferrable initially deferred,
	add constraint ticket_unit_known foreign key (unit) references core.unit,
	add constraint ticket_registered_unit_known foreign key (registered_unit) references core.unit,
	add constraint ticket_registered_by_known foreign key (registered_by) references core.operator;
alter table core.lease
	add constraint lease_unit_known foreign key (unit) references core.unit,
	add constraint lease_operator_known foreign key (operator) references core.operator;
