create or replace function core.office_said(p_office text, p_what text) returns text
language sql stable as $$
	select coalesce((select nullif(case p_what when 'phone' then phone else address end, '') from core.office where unit = p_office),
		(select nullif(extra->>p_what, '') from core.code where tbl = 'document_office' and code = p_office
			and core.day(now()) between valid_from and valid_to));
$$;
comment on function core.office_said(text, text) is
	'Telephone or address of an office: its own entry, else the table''s; null: neither';
