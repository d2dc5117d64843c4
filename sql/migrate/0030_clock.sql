-- 0030 -- rows of the procedure may say again B: a stopped clock goes on as if it had not stopped.
set local role gangshao_owner;

alter table core.transition drop constraint transition_clock_known;
alter table core.transition add constraint transition_clock_known check (clock ~
	'^(((start|restart|again|until|stop|extend|pause|resume) ([A-Z][0-9]+|[*])(@[a-z]+)?([?][a-z_]+)?)(;(?!$)|$))*$');
comment on column core.transition.clock is
	'start, restart, stop, pause, resume B@key of the form, until B@key; again, extend B; ?setting: '
	'only where the setting is 1; items separated by semicolons';

drop function if exists core.clock_run(uuid, text, timestamptz, timestamptz, jsonb);
