-- The table of each code stands in sql/code/field.csv.  A trader is a name, a proposed unit a hint: neither
-- needs to be known.  An enquiry names its problem as a complaint does.
create or replace function core.codes_fault(p jsonb, p_kind text, p_day date) returns core.fault
language plpgsql stable as $$
declare
	kind_ constant text := case p_kind when 'report' then p_kind else 'complaint' end;
	f record;
	code_ text;
begin
	for f in
		select x.key, replace(x.codes, '{kind}', kind_) as codes from core.field x
		where x.action = 'register' and x.codes not in ('', 'trader', 'unit') and p->>x.key <> ''
		order by x.sort
	loop
		-- The case stands inside: some plans take the elements before they look at the type.
		for code_ in select jsonb_array_elements_text(case jsonb_typeof(p->f.key) when 'array' then p->f.key
			else jsonb_build_array(p->f.key) end)
		loop
			if not core.code_known(f.codes, code_, p_day) then
				return core.fault_of('code', f.key, 'There is no such code: %s.', left(code_, 40));
			end if;
		end loop;
	end loop;
	return null;
end $$;
comment on function core.codes_fault(jsonb, text, date) is
	'The first code of a registration that its table does not contain on that day';
