create or replace function core.record_said(p_record jsonb, p_words text) returns text
language sql stable as $$
	select string_agg(c.name || '：' || core.record_value(c.code, p_record->>c.code), '；' order by c.sort)
	from core.code c where c.tbl = 'record_fact' and c.code = any (string_to_array(p_words, ' '))
		and coalesce(btrim(p_record->>c.code), '') <> '';
$$;
comment on function core.record_said(jsonb, text) is 'The record as a notice words it: 时间：…；地点：…';
