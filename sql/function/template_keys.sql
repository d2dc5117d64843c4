create or replace function core.template_keys(p_text text) returns text[]
language plpgsql immutable as $$
declare
	tag text;
	open_ text[] := '{}'::text[];
	keys text[] := '{}'::text[];
begin
	for tag in select m[1] from regexp_matches(p_text, '\{\{(.*?)\}\}', 'g') m loop
		if tag !~ '^([#/]?[a-z_]+|\.[a-z]*|[a-z_]+\?[^{}\n|]*)$' then
			raise exception '%: this is not a place of a template: {{%}}', core.template_line(p_text, '{{' || tag || '}}'),
				left(tag, 60);
		end if;
		if tag like '#%' then
			if substr(tag, 2) = any (open_) then
				raise exception '%: this part of a template stands within itself: %', core.template_line(p_text, '{{' || tag || '}}'), tag;
			end if;
			open_ := substr(tag, 2) || open_;
		elsif tag like '/%' then
			if open_[1] is distinct from substr(tag, 2) then
				raise exception '%: this part of a template was not begun: %', core.template_line(p_text, '{{' || tag || '}}'), tag;
			end if;
			open_ := open_[2:];
		elsif tag like '.%' then
			if open_ = '{}' then
				raise exception '%: this stands outside of a part of a template: {{%}}',
					core.template_line(p_text, '{{' || tag || '}}'), tag;
			end if;
			continue;
		end if;
		keys := keys || split_part(ltrim(tag, '#/'), '?', 1);
	end loop;
	if open_ <> '{}' then
		raise exception '%: this part of a template does not end: %', core.template_line(p_text, '{{#' || open_[1] || '}}'), open_[1];
	end if;
	if regexp_replace(p_text, '\{\{.*?\}\}', '', 'g') ~ '\{\{|\}\}' then
		raise exception '%: the braces of the template do not match', core.template_line(p_text,
			coalesce((select l from regexp_split_to_table(p_text, E'\n') l
				where regexp_replace(l, '\{\{.*?\}\}', '', 'g') ~ '\{\{|\}\}' limit 1), ''));
	end if;
	return array(select distinct k from unnest(keys) k order by k);
end $$;
comment on function core.template_keys(text) is 'The keys that a template uses; refuses a malformed template';
