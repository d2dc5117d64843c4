create or replace function core.title_of(p_payload jsonb, p_kind text) returns text
language plpgsql stable as $$
declare
	v text;
begin
	v := left(btrim(coalesce(p_payload->>'mdsename', '')), 60);
	if v = '' and coalesce(p_payload->>'problem', '') <> '' then
		select name into v from core.code
		where tbl = case p_kind when 'report' then 'problem_report' else 'problem_complaint' end
			and code = case jsonb_typeof(p_payload->'problem') when 'array' then p_payload->'problem'->>0
				else p_payload->>'problem' end;
	end if;
	if coalesce(v, '') = '' then
		v := left(regexp_replace(coalesce(p_payload->>'content', ''), '\s+', ' ', 'g'), 30);
	end if;
	return v;
end $$;
comment on function core.title_of(jsonb, text) is
	'The title of a ticket: the goods, else the problem, else the beginning of its text';
