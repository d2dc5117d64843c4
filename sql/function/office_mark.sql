create or replace function core.office_mark(p_office text) returns text
language sql stable as $$
	select coalesce((select nullif(mark, '') from core.office where unit = p_office),
		(select name from core.code where tbl = 'document_office' and code = p_office
			and core.day(now()) between valid_from and valid_to),
		(select regexp_replace(short_name, '(省|市|区|县|旗)?局$', '') || '市监' from core.unit where code = p_office));
$$;
comment on function core.office_mark(text) is
	'The mark of an office in its document numbers: its own entry, else the table''s';
