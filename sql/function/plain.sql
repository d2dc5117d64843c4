create or replace function core.plain(p_text text) returns text
language sql immutable parallel safe as $$
	select regexp_replace(lower(normalize(coalesce(p_text, ''), NFKC)),
		'[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff·•‧∙⋅・･·]', '', 'g');
$$;
comment on function core.plain(text) is
	'A text without differences of width and case, without blanks, invisible characters and the dots '
	'inside names';
