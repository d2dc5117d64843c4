-- 0021 -- rows of the procedure may let a common superior choose the unit, start or end clocks on a day typed
-- in the form, restart clocks, and make a clock depend on a setting.
set local role gangshao_owner;

alter table core.transition drop constraint transition_target_known;
alter table core.transition add constraint transition_target_known
	check (target in ('keep', 'below', 'under', 'self', 'sibling', 'sender', 'parent', 'own', 'registrar'));
alter table core.transition add constraint transition_clock_known
	check (clock ~ '^(((start|restart|until|stop|extend|pause|resume) ([A-Z][0-9]+|[*])(@[a-z]+)?([?][a-z_]+)?)(;(?!$)|$))*$');
comment on column core.transition.to_state is
	'State after; empty: unchanged; <: the state from which the ticket came into its present one';
comment on column core.transition.target is
	'Which unit holds the ticket afterwards; under: any unit below the one at which the duty is held';
comment on column core.transition.clock is
	'start, restart, until B@key of the form; stop, extend, pause, resume B; ?setting: only where the '
	'setting is 1; items separated by semicolons';

drop function if exists core.clock_run(uuid, text, timestamptz, timestamptz);
