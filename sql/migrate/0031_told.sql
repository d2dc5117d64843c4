-- 0031 -- a row of the procedure may stop a clock only where everybody has been told: told B.
set local role gangshao_owner;

alter table core.transition drop constraint transition_clock_known;
alter table core.transition add constraint transition_clock_known check (clock ~
	'^(((start|restart|again|until|stop|told|extend|pause|resume) ([A-Z][0-9]+|[*])(@[a-z]+)?([?][a-z_]+)?)(;(?!$)|$))*$');
comment on column core.transition.clock is
	'start, restart, stop, pause, resume B@day of the form, until B@day; told B: stops where nobody is still to be told; again, extend B; ?setting: where so chosen; semicolons between';

drop function if exists core.clock_run(uuid, text, timestamptz, timestamptz, jsonb, text);
drop function if exists core.still_to_tell(uuid);
