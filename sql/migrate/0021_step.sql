-- 0021 -- what a row of the procedure may say: a common superior's choice of a unit; clocks that start or end on
-- a day typed in the form, that start anew, or that hang on a choice of the installation.
set local role gangshao_owner;

alter table core.transition drop constraint transition_target_known;
alter table core.transition add constraint transition_target_known
	check (target in ('keep', 'below', 'under', 'self', 'sibling', 'sender', 'parent', 'own', 'registrar'));
alter table core.transition add constraint transition_clock_known
	check (clock ~ '^(((start|restart|until|stop|extend|pause|resume) ([A-Z][0-9]+|[*])(@[a-z]+)?([?][a-z_]+)?)(;(?!$)|$))*$');
comment on column core.transition.to_state is 'State after; empty unchanged, < the state it came from';
comment on column core.transition.target is 'Which unit holds the ticket afterwards; under: any below the unit at which the duty is held';
comment on column core.transition.clock is
	'start, restart, until B@day of the form; stop, extend, pause, resume B; ?setting: where so chosen; semicolons between';

drop function if exists core.clock_run(uuid, text, timestamptz, timestamptz);
