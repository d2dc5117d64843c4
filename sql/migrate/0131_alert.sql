-- 0131 -- a major incident is registered with what is known of it; what waits to be taken note of is found by its unit.
set local role gangshao_owner;

drop function if exists core.intake_check(jsonb, text, text[], date);

create index incident_notice_waits on core.incident_notice (unit, due) where received is null;
comment on index core.incident_notice_waits is 'Incidents of which a unit has not taken note (api.incidents)';
