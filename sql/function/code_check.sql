create or replace function core.code_check(p_payload jsonb, p_pairs text[], p_day date) returns void
language plpgsql stable as $$
declare
	bad record;
begin
	select p.key, v.code into bad
	from (select p_pairs[i] as key, p_pairs[i + 1] as tbl
		from generate_series(1, array_length(p_pairs, 1), 2) as i
		where p_payload->p_pairs[i] is not null) p,
	lateral (select jsonb_array_elements_text(p_payload->p.key) as code
			where jsonb_typeof(p_payload->p.key) = 'array'
		union all
		select p_payload->>p.key where jsonb_typeof(p_payload->p.key) <> 'array') v
	where v.code <> '' and not exists (select from core.code c where c.tbl = p.tbl and c.code = v.code
		and p_day between c.valid_from and c.valid_to)
	limit 1;
	if found then
		perform core.refuse(bad.key, 'There is no such code: %s.', left(bad.code, 40));
	end if;
end $$;
comment on function core.code_check(jsonb, text[], date) is 'Refuses a code that its table does not hold on that day; pairs of key and table';
