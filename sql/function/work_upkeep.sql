create or replace function core.work_upkeep() returns text
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	ranges integer := brin_summarize_new_values('core.applied_xid');
	cleaned bigint := gin_clean_pending_list('core.trader_grams');
	named text;
	counted integer := 0;
begin
	-- Tables that changed much since they were last analysed: autovacuum may be busy elsewhere.
	for named in select relid::regclass::text from pg_stat_user_tables
		where schemaname in ('core', 'audit') and n_mod_since_analyze > 1000 + n_live_tup / 5
	loop
		execute 'analyze ' || named;
		counted := counted + 1;
	end loop;
	return format('%s ranges, %s pages, %s tables', ranges, cleaned, counted);
end $$;
comment on function core.work_upkeep() is
	'Keeps indexes and statistics fresh where autovacuum has not done it yet';
