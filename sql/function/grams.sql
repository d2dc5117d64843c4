create or replace function core.grams(p_text text) returns text[]
language plpgsql immutable parallel safe as $$ -- its plan is cached: every new ticket comes here
begin
	return coalesce(array_agg(distinct substr(p_text, i, 2)), '{}')
		from generate_series(1, length(p_text) - 1) as i;
end $$;
comment on function core.grams(text) is 'Pairs of neighbouring characters, for finding parts of names';
