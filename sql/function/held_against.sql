-- An operator who may know a reporter sees the identity masked, and could find out the rest by trying words
-- that a document or a text must not contain.  So such a comparison counts like looking up a number
-- (core.meter_take) and is written to the server's log.  If the step is refused, core.tell_one writes the
-- record after the rollback.  A batch of steps is one transaction: twenty.
create or replace function core.held_against(p_who core.who, p_text text) returns void
language plpgsql as $$
declare
	digest_ text := core.number_digest(p_text);
begin
	perform core.meter_take(p_who, digest_, 20);
	raise log 'gangshao: % holds text % against a reporter', p_who.name, digest_;
	insert into audit.lookup (operator, digest, found) values (p_who.name, digest_, 0);
end $$;
comment on function core.held_against(core.who, text) is
	'Counts and records that a text is compared with a reporter''s identity';
