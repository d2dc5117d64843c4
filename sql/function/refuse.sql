create or replace function core.refuse(p_field text, p_msgid text, variadic p_args text[] default '{}')
returns void language plpgsql as $$
begin
	raise exception using errcode = 'GS001', message = p_msgid, detail = p_field,
		hint = array_to_json(p_args)::text;
end $$;
comment on function core.refuse(text, text, text[]) is
	'Refuses: the field, an English sentence with %s placeholders, and their values';
