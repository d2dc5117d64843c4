-- Food Safety Law article 115: a food matter of another authority is transferred to it, with a written
-- notice.  Grounds of missing competence are those whose row allows naming the destination.
create or replace function core.food_moves(t core.ticket, p_ground text) returns boolean
language sql stable as $$
	select t.kind = 'complaint' and core.is_food(t.facts) and exists (select from core.code c
		where c.tbl = 'nonaccept_' || t.rule_set and c.code = p_ground
			and 'transfer_to' = any (string_to_array(concat_ws(' ', c.extra->>'need', c.extra->>'may'), ' ')));
$$;
comment on function core.food_moves(core.ticket, text) is
	'Whether a complaint declined on this ground is a food matter to be transferred to the competent '
	'authority, with a written notice';
