create or replace function core.says_one(p_text text, p_numbers text[], p_value text) returns boolean
language plpgsql immutable as $$
declare
	v text := upper(regexp_replace(core.plain(p_value), '[.()‐-―—-]', '', 'g'));
begin
	if length(v) < 2 then
		return false;
	elsif v ~ '^[+0-9]{7,}X?$' or core.is_phone(p_value) then
		v := case when v ~ 'X$' then v else split_part(core.phone(p_value), '-', 1) end;
		return exists (select from unnest(p_numbers) n
			where length(n) - length(v) between 0 and 5 and position(v in upper(n)) > 0);
	end if;
	return position(v in upper(regexp_replace(core.plain(p_text), '[.()‐-―—-]', '', 'g'))) > 0;
end $$;
comment on function core.says_one(text, text[], text) is
	'Whether a text contains a value: a number among the numbers found in it, anything else '
	'regardless of blanks, width, case and the dots inside names';
