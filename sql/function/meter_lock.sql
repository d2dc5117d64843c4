-- Counts compared with a limit are taken under this lock too: sessions of one operator take turns.
create or replace function core.meter_lock(p_operator text) returns core.meter
language plpgsql as $$
declare
	m core.meter;
begin
	update core.meter set turn = turn + 1 where operator = p_operator returning * into m;
	if not found then
		raise exception 'The meter of this operator is not there yet.' using errcode = '55P03';
	end if;
	return m;
end $$;
comment on function core.meter_lock(text) is
	'Makes an operator''s other sessions wait until this transaction has ended; returns the operator''s '
	'row of core.meter';
