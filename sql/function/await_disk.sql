-- A session may set synchronous_commit to off, and its request would be lost in a crash after the value was
-- read.  So the value waits until all that was written before it is on disk, here and on a synchronous standby.
-- Another's open transaction may keep the end of what was written back; then the value waits as long as
-- PostgreSQL needs at most to write a commit that nobody waited for.
create or replace function core.await_disk(p_request pg_lsn) returns void
language plpgsql as $$
declare
	goal pg_lsn := pg_current_wal_insert_lsn();
	head numeric := (goal - '0/0') % 8192;
	until timestamptz := clock_timestamp() + 3 * current_setting('wal_writer_delay')::interval + interval '0.1 s';
	disk pg_lsn;
begin
	-- at the head of a page what comes next has its place behind the page's own header
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
comment on function core.await_disk(pg_lsn) is 'Returns when everything committed before is on disk, also on the standby; says later if that takes too long';
