-- Whole names: a text that names 张三丰 does not name 张三.
create or replace function core.names_of(p_text text) returns text[]
language sql immutable parallel safe as $$
	select coalesce(array_agg(distinct core.fold(m)), '{}') from (
		select n as m from regexp_split_to_table(coalesce(p_text, ''), '[\s　,，、;；/|()（）:：]+') n
		union select regexp_replace(n, '^(调解员|承办人|工作人员)|(调解员|同志|科长|所长|队长|主任|局长|先生|女士)$', '', 'g')
		from regexp_split_to_table(coalesce(p_text, ''), '[\s　,，、;；/|()（）:：]+') n) x
	where m <> '';
$$;
comment on function core.names_of(text) is
	'The names in a text in the form they are compared in (core.fold), whole, with and without a '
	'title';
