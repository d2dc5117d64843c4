-- A sequence created in this transaction would vanish with a rollback: nothing can be looked up until the row
-- is committed.
create or replace function core.meter_open(p_operator text) returns void
language plpgsql as $$
begin
	if exists (select from core.meter where operator = p_operator) then
		return;
	end if;
	insert into core.meter (operator) values (p_operator) on conflict do nothing;
	if found then
		execute format('create sequence core.%I minvalue 0 start 0', 'meter_' || left(md5(p_operator), 20));
		execute format('alter sequence core.%I owner to gangshao_owner', 'meter_' || left(md5(p_operator), 20));
	end if;
end $$;
comment on function core.meter_open(text) is 'Creates the meter that counts an operator''s look-ups';
