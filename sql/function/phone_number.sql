-- A mobile, a land line with its area code, 400 and 800, 95… 96… 106… 1…, or a number abroad with its +.
create or replace function core.phone_number(p_digits text) returns text
language plpgsql immutable parallel safe as $$
declare
	v text := p_digits;
	mobile constant text := '^1[3-9][0-9]{9}$';
	landline constant text := '^(010[2-9][0-9]{7}|02[0-9][2-9][0-9]{7}|0[3-9][0-9]{2}[2-9][0-9]{6,7}'
		'|0(10|2[0-9]|[3-9][0-9]{2})(1[0-2][0-9]{3}|9[56][0-9]{3,4}))$';
	service constant text := '^([48]00[0-9]{7}|9[56][0-9]{3,6}|106[0-9]{5,17}|1[12][0-9]|1[0-2][0-9]{3}|11[0-9]{4})$';
	home boolean := v ~ '^([+]86|0086)' or v ~ '^86' and (substr(v, 3) ~ mobile or substr(v, 3) ~ landline
		or '0' || substr(v, 3) ~ landline);
begin
	if home then
		v := regexp_replace(v, '^([+]86|0086|86)', '');
	end if;
	if v ~ '^00' and not home then
		v := '+' || substr(v, 3);
	elsif v ~ '^0' and substr(v, 2) ~ mobile then
		v := substr(v, 2);
	elsif home and v ~ '^[1-9]' and v !~ mobile and (v ~ '^1' or v !~ service) and '0' || v ~ landline then
		v := '0' || v;
	end if;
	return case when v ~ mobile or v ~ landline or v ~ service or v ~ '^[+][1-9][0-9]{6,14}$' then v end;
end $$;
comment on function core.phone_number(text) is
	'Digits, perhaps after a +, as a telephone number in its normal form; null: not a telephone '
	'number';
