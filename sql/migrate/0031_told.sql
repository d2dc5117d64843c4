-- 0031 -- rows of the procedure may say told B: the clock stops once everybody has been told.
set local role gangshao_owner;

alter table core.transition drop constraint transition_clock_known;
alter table core.transition add constraint transition_clock_known check (clock ~
	'^(((start|restart|again|until|stop|told|extend|pause|resume) ([A-Z][0-9]+|[*])(@[a-z]+)?([?][a-z_]+)?)(;(?!$)|$))*$');
comment on column core.transition.clock is
	'start, restart, stop, pause, resume B@key of the form, until B@key; told B: stops once everybody '
	'has been told; again, extend B; ?setting: only where the setting is 1; items separated by '
	'semicolons';

drop function if exists core.clock_run(uuid, text, timestamptz, timestamptz, jsonb, text);
drop function if exists core.still_to_tell(uuid);
