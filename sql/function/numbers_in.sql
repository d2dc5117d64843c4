-- Longer runs of digits are numbers of tickets and papers.  Digits count in any width and with separators; a
-- text may contain at most twenty numbers, so that nobody tries out many at once.
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
comment on function core.numbers_in(text, text) is
	'Telephone and identity numbers in a text; refuses a text with too many';
