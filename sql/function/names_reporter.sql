create or replace function core.names_reporter(p jsonb, p_keys text[], p_identity jsonb) returns text
language plpgsql stable as $$
declare
	mine constant text[] := core.identifying();
	numbers text[];
	k text;
begin
	foreach k in array p_keys loop
		numbers := core.numbers_in(k, p->>k);
		if exists (select from jsonb_each_text(p_identity) e
			where e.key = any (mine) and core.says_one(p->>k, numbers, e.value)) then
			return k;
		end if;
	end loop;
	return null;
end $$;
comment on function core.names_reporter(jsonb, text[], jsonb) is
	'The first of these texts that contains a name, number or address of the reporter: any field that '
	'field.csv marks as identifying the caller; null: none does';
