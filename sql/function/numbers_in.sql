-- Longer runs are numbers of tickets and papers.  Digits count whatever their width and what stands between them; so
-- that many numbers cannot be tried at once, a text may hold twenty.
create or replace function core.numbers_in(p_key text, p_text text) returns text[]
language plpgsql immutable as $$
declare
	v text := normalize(coalesce(p_text, ''), NFKC);
	found_ text[];
begin
	found_ := array(select distinct x.m[1] from (
			select regexp_matches(v, '[0-9]+[Xx]?', 'g') as m
			union all
			select regexp_matches(regexp_replace(v, '(?<=[0-9])[\s.()‐-―—-]+(?=[0-9])', '', 'g'), '[0-9]+[Xx]?', 'g')) x
		where length(x.m[1]) between 7 and 22);
	if cardinality(found_) > 20 then
		perform core.refuse(p_key, 'This text holds more than %s numbers.', '20');
	end if;
	return found_;
end $$;
comment on function core.numbers_in(text, text) is 'Telephone and identity numbers that a text holds; refuses one that holds too many';
