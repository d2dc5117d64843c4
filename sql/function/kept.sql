-- A test compares this list with the triggers that the migrations made: in the database itself a missing
-- trigger leaves no trace.
create or replace function core.kept() returns text[]
language sql immutable parallel safe as $$
	select '{audit.admin,audit.alarm,audit.lookup,audit.offline,audit.redeemed,core.applied,core.document,core.document_void,core.event,
		core.incident_report,core.lease,core.notice,core.publication,core.publication_end,core.reveal,core.root}'::text[];
$$;
comment on function core.kept() is 'The append-only tables, those with the trigger audit.keep';
