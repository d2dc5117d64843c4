-- A name that ends in 行 or 部 may be a person's (李知行): in a name of up to four characters only a whole word
-- shows an enterprise.  Text in brackets (a branch, or the shop of a named person) does not count.
create or replace function core.is_enterprise(p_name text) returns boolean
language sql stable as $$
	select x.name ~ core.setting('publish_short_names')
		or length(x.name) > 4 and x.name !~ '[·•]' and x.name ~ core.setting('publish_names')
	from (select regexp_replace(coalesce(p_name, ''), '[（(【\[].*?[）)】\]]|[0-9０-９\s]', '', 'g') as name) x;
$$;
comment on function core.is_enterprise(text) is
	'Whether a name is that of an enterprise and not of a natural person: settings publish_names, '
	'publish_short_names';
