create or replace function api.trader(p_text text, p_near text, p_limit integer)
returns table (uscc text, name text, address text, division text, unit text, phone text, initials text)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
#variable_conflict use_column
declare
	v text := btrim(left(coalesce(p_text, ''), 100));
	near text := left(coalesce(p_near, ''), 6);
	part text;
	ids text[];
begin
	perform core.me();
	if v = '' then
		return;
	end if;
	part := '%' || replace(replace(replace(core.fold(v), '\', '\\'), '%', '\%'), '_', '\_') || '%';
	if v ~ '^[0-9A-Za-z]+$' then
		ids := array(select t.uscc from core.trader t
				where t.uscc ~>=~ upper(v) and t.uscc ~<~ (upper(v) || '~') limit 200)
			|| array(select t.uscc from core.trader t
				where t.initials ~>=~ lower(v) and t.initials ~<~ (lower(v) || '~') limit 200)
			|| array(select t.uscc from core.trader t
				where split_part(t.initials, '|', 2) ~>=~ lower(v)
					and split_part(t.initials, '|', 2) ~<~ (lower(v) || '~') limit 200);
	end if;
	if length(core.fold(v)) >= 2 then
		ids := ids || array(select t.uscc from core.trader t
			where t.grams @> core.grams(core.fold(v)) and core.fold(t.name) like part limit 200);
	else
		ids := ids || array(select t.uscc from core.trader t
			where t.name ~>=~ v and t.name ~<~ (v || U&'\+10FFFF') limit 200);
	end if;
	return query select t.uscc, t.name, t.address, t.division, t.unit, t.phone, t.initials
	from core.trader t where t.uscc = any (ids)
	order by near <> '' and t.division like near || '%' desc, length(t.name), t.name collate "C"
	limit least(greatest(coalesce(p_limit, 20), 1), 100);
end $$;
comment on function api.trader(text, text, integer) is
	'Finds traders by part of the name, pinyin initials or credit code; those near a division first';
