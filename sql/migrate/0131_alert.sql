-- 0131 -- a major incident may be registered with what is known of it; an index finds the incidents a unit
-- has not acknowledged.
set local role gangshao_owner;

drop function if exists core.intake_check(jsonb, text, text[], date);

create index incident_notice_waits on core.incident_notice (unit, due) where received is null;
comment on index core.incident_notice_waits is 'Incidents that a unit has not acknowledged (api.incidents)';
