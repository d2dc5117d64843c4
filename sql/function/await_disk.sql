-- A session may set synchronous_commit to off, and a crash after the value was read would lose the request.
-- So the value waits until everything written before it is on disk, here and on a synchronous standby.  The
-- open transaction of another session may delay writing the end of the log; then the value waits as long as
-- PostgreSQL needs at most to write a commit that no session waited for.
create or replace function core.await_disk(p_request pg_lsn) returns void
language plpgsql as $$
declare
	goal pg_lsn := pg_current_wal_insert_lsn();
	head numeric := (goal - '0/0') % 8192;
	until timestamptz := clock_timestamp() + 3 * current_setting('wal_writer_delay')::interval + interval '0.1 s';
	disk pg_lsn;
begin
	-- At the start of a page the insert position lies behind the header of the page.
	if head <= 40 then
		goal := goal - head;
	end if;
	loop
		disk := pg_current_wal_flush_lsn();
		if current_setting('synchronous_standby_names') <> '' then
			disk := least(disk, coalesce((select max(r.flush_lsn) from pg_stat_replication r
				where r.sync_state in ('sync', 'quorum')), '0/0'));
		end if;
		if disk >= goal or clock_timestamp() > until then
			exit;
		end if;
		perform pg_sleep(0.005);
	end loop;
	if disk < goal and disk <= p_request then
		raise exception 'The request must be recorded before its value is shown.' using errcode = '55P03';
	end if;
end $$;
comment on function core.await_disk(pg_lsn) is
	'Returns when everything committed before is on disk, also on the standby; fails with 55P03 '
	'(later) if that takes too long';
