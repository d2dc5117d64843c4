-- The check characters of GB 32100 (uscc), GB 11714 (orgcode), GB 11643 (id18) and GB/T 17710 (reg15), as
-- src/model/idno.c computes them; the number is in plain capital letters.
create or replace function core.code_sound(p_kind text, p_code text) returns boolean
language plpgsql immutable parallel safe as $$
declare
	signs constant text := case p_kind when 'uscc' then '0123456789ABCDEFGHJKLMNPQRTUWXY'
		else '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ' end;
	weights constant integer[] := case p_kind when 'uscc' then '{1,3,9,27,19,26,16,17,20,29,25,13,8,24,10,30,28}'
		when 'orgcode' then '{3,7,9,10,5,8,4,2}' when 'id18' then '{7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2}'
		else array_fill(1, array[14]) end::integer[];
	form constant text := case p_kind when 'uscc' then '^[0-9A-HJ-NPQRTUWXY]{18}$' when 'orgcode' then '^[0-9A-Z]{8}[0-9X]$'
		when 'id18' then '^[0-9]{6}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]$'
		else '^[0-9]{15}$' end;
	last constant text := right(p_code, 1);
	sum integer := 0;
	p integer := 10;
	v integer;
begin
	if p_code !~ form then
		return false;
	elsif p_kind = 'id18' and (substr(p_code, 11, 4) in ('0230', '0231', '0431', '0631', '0931', '1131')
			or substr(p_code, 11, 4) = '0229' and (substr(p_code, 7, 4)::integer % 4 > 0
				or substr(p_code, 9, 2) = '00' and substr(p_code, 7, 4)::integer % 400 > 0)) then
		return false;
	end if;
	for i in 1 .. cardinality(weights) loop
		v := position(substr(p_code, i, 1) in signs) - 1;
		sum := sum + v * weights[i];
		v := (p + v) % 10;
		p := (case v when 0 then 10 else v end) * 2 % 11;
	end loop;
	return case p_kind when 'uscc' then last = substr(signs, (31 - sum % 31) % 31 + 1, 1)
		when 'orgcode' then last = (array['0', 'X', '9', '8', '7', '6', '5', '4', '3', '2', '1'])[sum % 11 + 1]
		when 'id18' then last = substr('10X98765432', sum % 11 + 1, 1)
		else last = ((11 - p) % 10)::text end;
end $$;
comment on function core.code_sound(text, text) is 'Whether a credit code, organisation code, identity number or business registration number fits its check character';
