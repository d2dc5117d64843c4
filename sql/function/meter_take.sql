-- Called before a number or text is compared with hidden values.  The sequence is moved first: no rollback
-- moves it back, so the next look-up finds that this one is not on record and is refused until
-- core.work_meters has recorded it.  An uncommitted transaction may contain at most p_most look-ups.  A
-- look-up that was rolled back counts tenfold.
create or replace function core.meter_take(p_who core.who, p_digest text, p_most integer) returns void
language plpgsql as $$
declare
	m core.meter;
	last_ bigint;
	mine boolean;
begin
	-- Nobody reads an answer to what the server itself plays (the history of a demonstration).
	if p_who.name <> session_user then
		return;
	end if;
	m := core.meter_lock(p_who.name);
	last_ := core.meter_last(p_who.name);
	mine := m.xid = pg_current_xact_id();
	if m.mark <> last_ or mine and m.chain >= p_most then
		raise exception 'The last look-up is not on record yet: try again in some seconds.' using errcode = '55P03';
	end if;
	if (select count(*) + 9 * count(*) filter (where l.found < 0) from audit.lookup l
		where l.operator = p_who.name and l.at > now() - interval '1 hour')
		>= core.setting('lookup_hourly')::integer then
		perform core.refuse('', 'Too many numbers were looked up in this hour.');
	end if;
	last_ := (((last_ >> 40) + 1) % 4194304) << 40 | ('x' || left(p_digest, 10))::bit(40)::bigint;
	perform setval(core.meter_of(p_who.name), last_);
	update core.meter set mark = last_, xid = pg_current_xact_id(), chain = case when mine then chain else 0 end + 1
	where operator = p_who.name;
end $$;
comment on function core.meter_take(core.who, text, integer) is
	'Counts a look-up so that no rollback undoes it; refuses when too many were made, or the last is '
	'not on record';
