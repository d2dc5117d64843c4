-- Parses as src/model/phone.c does: tests/data/testvec_phone.csv tests both.  A hyphen after a whole number
-- begins its extension.  Anything that is not a number is compared by its digits, with a comma where
-- something else separates them.
create or replace function core.phone(p_text text) returns text
language plpgsql immutable parallel safe as $$
declare
	v text := coalesce(p_text, '');
	part text[];
	number text;
	ext text;
begin
	if v = '' or v ~ '^1[3-9][0-9]{9}$' then
		return v;
	end if;
	v := lower(normalize(v, NFKC));
	v := regexp_replace(v, '[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]', '', 'g');
	v := regexp_replace(v, '转|轉|分机|分機|ext|[x#*]', 'x', 'g');
	v := regexp_replace(v, '[-_·。\u2010-\u2014\u2212]', '-', 'g');
	v := regexp_replace(v, '[\s.:()]+', ' ', 'g');
	v := regexp_replace(regexp_replace(v, '[ -]*x[ x-]*', 'x', 'g'), ' *-[ -]*', '-', 'g');
	-- Anything that does not belong to a number separates two of them.
	v := regexp_replace(v, '[^0-9+ x-]+', ',', 'g');
	v := regexp_replace(regexp_replace(v, '^[ ,x-]*([+]?)[ ,x-]*', '\1'), '[ ,x-]+$', '');
	v := regexp_replace(v, '(?<=.)[+]', ',', 'g');
	part := coalesce(regexp_match(v, '^([^x,]*)(x)([^,]*)$'), regexp_match(v, '^([^,]*)([ -])([0-9]{1,6})$'));
	number := core.phone_number(regexp_replace(part[1], '[ -]', '', 'g'));
	ext := regexp_replace(part[3], '[ -]', '', 'g');
	if number ~ '^[+]' and part[2] <> 'x' and (part[2] = ' ' or part[1] ~ '[ -]') or part[2] = ' ' and length(number) < 10 then
		number := null;
	end if;
	if number !~ '^106|^[0-9]{3}$|^[+].{1,8}$' and ext ~ '^[0-9]{1,6}$' then
		return number || '-' || ext;
	end if;
	v := regexp_replace(regexp_replace(v, '[ -]', '', 'g'), '[x,]+', ',', 'g');
	return coalesce(core.phone_number(v), case when v ~ '[0-9]' then replace(v, '+', '') end, '');
end $$;
comment on function core.phone(text) is
	'A telephone number in the form it is compared and looked up in: digits, an extension after a '
	'hyphen, a + only for numbers abroad';
