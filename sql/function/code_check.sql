create or replace function core.code_check(p_payload jsonb, p_pairs text[], p_day date) returns void
language plpgsql stable as $$
declare
	bad record;
begin
	for i in 1 .. cardinality(p_pairs) by 2 loop
		continue when coalesce(p_payload->>p_pairs[i], '') = '';
		select v.code, p_pairs[i] as key into bad
		from (select p_payload->>p_pairs[i] as code where jsonb_typeof(p_payload->p_pairs[i]) <> 'array'
			union all
			select a from jsonb_array_elements_text(case when jsonb_typeof(p_payload->p_pairs[i]) = 'array'
				then p_payload->p_pairs[i] else '[]' end) a) v
		where not core.code_known(p_pairs[i + 1], v.code, p_day)
		limit 1;
		if found then
			perform core.refuse(bad.key, 'There is no such code: %s.', left(bad.code, 40));
		end if;
	end loop;
end $$;
comment on function core.code_check(jsonb, text[], date) is
	'Refuses a code that its table does not contain on that day; takes pairs of key and table';
