-- sql/document/*.txt: an array of {name, body}; name form[@unit[@YYYY-MM-DD]], a text that an office has
-- of its own, or from a day on.  Refused as a whole where a key is unknown or not for one of those the form is for.
create or replace function core.load_template(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	r record;
	bad text;
	changed integer;
	ended integer;
begin
	for r in select o->>'name' as name, o->>'body' as body, split_part(o->>'name', '@', 1) as form,
		split_part(o->>'name', '@', 2) as unit, split_part(o->>'name', '@', 3) as day
		from jsonb_array_elements(p_rows) o
	loop
		if not exists (select from core.code where tbl in ('document_121', 'document_20') and code = r.form) then
			raise exception 'template %: there is no such form', r.name;
		elsif r.unit <> '' and not exists (select from core.unit where code = r.unit) then
			raise exception 'template %: there is no such unit', r.name;
		elsif r.day !~ '^(|[0-9]{4}-[0-9]{2}-[0-9]{2})$' or r.name ~ '@.*@.*@' then
			raise exception 'template %: the name is form[@unit[@day]]', r.name;
		end if;
		select k into bad from unnest(core.template_keys(r.body)) k
		where not exists (select from core.code f where f.tbl = 'document_field' and f.code = k) limit 1;
		if found then
			raise exception 'template %: unknown key %', r.name, bad;
		end if;
		select f.code || ' (' || a || ')' into bad from unnest(core.template_keys(r.body)) k
		join core.code f on f.tbl = 'document_field' and f.code = k,
		(select distinct a from core.code d, unnest(string_to_array(d.extra->>'to', ' ')) a
			where d.tbl in ('document_121', 'document_20') and d.code = r.form) d
		where not d.a = any (string_to_array(f.extra->>'audiences', ' ')) limit 1;
		if found then
			raise exception 'template %: key not for this reader: %', r.name, bad;
		end if;
	end loop;
	insert into core.template as t (form, unit, valid_from, body)
	select split_part(o->>'name', '@', 1), split_part(o->>'name', '@', 2),
		coalesce(nullif(split_part(o->>'name', '@', 3), '')::date, '-infinity'), rtrim(o->>'body', E'\n') || E'\n'
	from jsonb_array_elements(p_rows) o
	on conflict (form, unit, valid_from) do update set body = excluded.body where t.body <> excluded.body;
	get diagnostics changed = row_count;
	delete from core.template t where not exists (select from jsonb_array_elements(p_rows) o
		where o->>'name' = concat_ws('@', t.form, case when t.unit <> '' or t.valid_from > '-infinity' then t.unit end,
			case when t.valid_from > '-infinity' then t.valid_from::text end));
	get diagnostics ended = row_count;
	return changed + ended;
end $$;
comment on function core.load_template(jsonb) is 'Loads the texts of documents; one left out is gone, what was issued stays';
