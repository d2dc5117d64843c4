create or replace function core.work_roots(p_most integer default 20000) returns text
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	last core.root;
	reach xid8;
	made integer;
	done integer := 0;
begin
	lock table core.root in share row exclusive mode; -- operators only read the table
	loop
		select * into last from core.root order by n desc limit 1;
		reach := core.root_until(coalesce(last.upto, '0'), p_most);
		exit when reach <= coalesce(last.upto, '0');
		made := core.root_make(coalesce(last.upto, '0'), reach, last);
		exit when made = 0;
		done := done + made;
	end loop;
	return format('root %s, %s lines more', coalesce(last.n, 0), done);
end $$;
comment on function core.work_roots(integer) is
	'Seals everything recorded since the last root, in roots of at most so many events';
