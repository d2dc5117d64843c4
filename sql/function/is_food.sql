create or replace function core.is_food(p_facts jsonb) returns boolean
language plpgsql stable as $$
declare
	food text[] := string_to_array(core.setting('food_problems'), ' ');
	problem text := case jsonb_typeof(p_facts->'problem') when 'array' then p_facts->'problem'->>0
		else p_facts->>'problem' end;
begin
	return exists (select from core.code c where c.tbl in ('problem_report', 'problem_complaint') and c.code = problem
		and (c.code = any (food) or c.parent = any (food)));
end $$;
comment on function core.is_food(jsonb) is
	'Whether the facts of a ticket concern food safety (setting food_problems), so that Food Safety '
	'Law article 115 applies';
