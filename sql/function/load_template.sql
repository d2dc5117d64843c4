-- An array of {name, body}; name is form[@unit[@YYYY-MM-DD]]: a template of one office, or one valid from a
-- day on. Without p_unit the tree (sql/document) is loaded: it replaces the shared templates, and those of
-- the offices it names. With p_unit the names are form[@day], and only that office's own templates are
-- replaced.  The whole load is refused, with file and line, where a key is unknown or not for one of the
-- form's readers.
create or replace function core.load_template(p_rows jsonb, p_unit text default null) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	r record;
	keys text[];
	bad text;
	changed integer;
	ended integer;
	given jsonb := '[]'::jsonb;
	forms constant text[] := array(select 'document_' || c.code from core.code c where c.tbl = 'rule_set');
begin
	if p_unit is not null and not exists (select from core.unit where code = p_unit and tier in ('1', '2', '3', '4')) then
		raise exception 'unit %: documents are issued by an office, not by a station or an internal unit', p_unit;
	end if;
	for r in select o->>'name' as name, replace(o->>'body', E'\r\n', E'\n') as body, split_part(o->>'name', '@', 1) as form,
		case when p_unit is null then split_part(o->>'name', '@', 2) else p_unit end as unit,
		split_part(o->>'name', '@', case when p_unit is null then 3 else 2 end) as day
		from jsonb_array_elements(p_rows) o
	loop
		if not exists (select from core.code where tbl = any (forms) and code = r.form) then
			raise exception '%.txt: there is no such form', r.name;
		elsif r.unit <> '' and not exists (select from core.unit where code = r.unit) then
			raise exception '%.txt: there is no such unit', r.name;
		elsif r.day !~ '^(|[0-9]{4}-[0-9]{2}-[0-9]{2})$' or r.name ~ '@.*@.*@' or p_unit is not null and r.name ~ '@.*@' then
			raise exception '%.txt: the name is form%', r.name, case when p_unit is null then '[@unit[@day]]' else '[@day]' end;
		end if;
		begin
			keys := core.template_keys(r.body);
		exception
			when raise_exception then
				raise exception '%.txt, %', r.name, sqlerrm;
		end;
		select k into bad from unnest(keys) k
		where not exists (select from core.code f where f.tbl = 'document_field' and f.code = k) limit 1;
		if found then
			raise exception '%.txt, %: unknown key %', r.name, core.template_place(r.body, bad), bad;
		end if;
		select k, a as reader into bad, r.day from unnest(keys) k
		join core.code f on f.tbl = 'document_field' and f.code = k,
		(select distinct a from core.code d, unnest(string_to_array(d.extra->>'to', ' ')) a
			where d.tbl = any (forms) and d.code = r.form) d
		where not d.a = any (string_to_array(f.extra->>'audiences', ' ')) limit 1;
		if found then
			raise exception '%.txt, %: key not for this reader: % (%)', r.name, core.template_place(r.body, bad), bad, r.day;
		end if;
		given := given || jsonb_build_object('form', r.form, 'unit', r.unit,
			'day', split_part(r.name, '@', case when p_unit is null then 3 else 2 end), 'body', rtrim(r.body, E'\n') || E'\n');
	end loop;
	insert into core.template as t (form, unit, valid_from, body)
	select g->>'form', g->>'unit', coalesce(nullif(g->>'day', '')::date, '-infinity'), g->>'body'
	from jsonb_array_elements(given) g
	on conflict (form, unit, valid_from) do update set body = excluded.body where t.body <> excluded.body;
	get diagnostics changed = row_count;
	delete from core.template t where case when p_unit is not null then t.unit = p_unit
			else t.unit = '' or exists (select from jsonb_array_elements(given) g where g->>'unit' = t.unit) end
		and not exists (select from jsonb_array_elements(given) g where g->>'form' = t.form and g->>'unit' = t.unit
			and coalesce(nullif(g->>'day', '')::date, '-infinity') = t.valid_from);
	get diagnostics ended = row_count;
	return changed + ended;
end $$;
comment on function core.load_template(jsonb, text) is
	'Loads the templates of documents, shared or of one office; a template left out is deleted, '
	'issued documents stay';
