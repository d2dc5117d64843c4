-- {{key}} {{key?otherwise}} {{#key}}…{{/key}} {{.}} {{.name}}; checked when loaded (core.template_keys).
create or replace function core.document_fill(p_text text, p_data jsonb, p_item jsonb default null, p_line text default '')
returns text
language plpgsql immutable as $$
declare
	made text := '';
	rest text := p_text;
	tag text;
	key text;
	inner_ text;
	v jsonb;
	e jsonb;
	i integer;
begin
	loop
		i := position('{{' in rest);
		exit when i = 0;
		made := made || left(rest, i - 1);
		tag := substr(rest, i + 2, position('}}' in rest) - i - 2);
		rest := substr(rest, position('}}' in rest) + 2);
		key := split_part(ltrim(tag, '#'), '?', 1);
		v := case when key = '.' then p_item when key like '.%' then p_item->substr(key, 2) else p_data->key end;
		if v in ('null', '""', '[]', 'false') then
			v := null;
		end if;
		if tag like '#%' then
			i := position('{{/' || key || '}}' in rest);
			inner_ := left(rest, i - 1);
			rest := substr(rest, i + length(key) + 5);
			-- Tags alone on their lines leave no line.
			if left(inner_, 1) = E'\n' and right(inner_, 1) = E'\n' and left(rest, 1) = E'\n' then
				inner_ := substr(inner_, 2);
				rest := substr(rest, 2);
			end if;
			for e in select x from jsonb_array_elements(case when jsonb_typeof(v) = 'array' then v
				when v is null then '[]' else jsonb_build_array(v) end) x
			loop
				made := made || core.document_fill(inner_, p_data, e, substring(p_line || made from '[^\n]*$'));
			end loop;
		elsif v is null then
			made := made || substr(tag, length(key) + 2);
		else
			made := made || core.document_within(core.document_clean(v #>> '{}', substring(p_line || made from '[^\n]*$')), rest);
		end if;
	end loop;
	return made || rest;
end $$;
comment on function core.document_fill(text, jsonb, jsonb, text) is 'A template with its placeholders filled';
