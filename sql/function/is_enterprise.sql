-- A name that ends in 行 or 部 may be a person's (李知行): of so few characters only a whole word says that it is none.
-- What stands in brackets is a shop's branch, or a person's shop, and decides nothing.
create or replace function core.is_enterprise(p_name text) returns boolean
language sql stable as $$
	select x.name ~ core.setting('publish_short_names')
		or length(x.name) > 4 and x.name !~ '[·•]' and x.name ~ core.setting('publish_names')
	from (select regexp_replace(coalesce(p_name, ''), '[（(【\[].*?[）)】\]]|[0-9０-９\s]', '', 'g') as name) x;
$$;
comment on function core.is_enterprise(text) is 'Whether a name is an enterprise''s and not a natural person''s: settings publish_names, publish_short_names';
