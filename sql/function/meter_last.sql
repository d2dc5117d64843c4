create or replace function core.meter_last(p_operator text) returns bigint
language plpgsql as $$
begin
	return coalesce(pg_sequence_last_value(core.meter_of(p_operator)), 0);
end $$;
comment on function core.meter_last(text) is
	'The value of an operator''s meter, whether or not the transactions that moved it committed';
