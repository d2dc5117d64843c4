-- Order 20 has similar rules in other articles; where no matching article is known, none is named.
create or replace function core.rule_of(p_rule text, p_rule_set text) returns text
language sql stable as $$
	select case when p_rule_set = '20' and p_rule like '令121%'
		then coalesce((select c.name from core.code c where c.tbl = 'rule_20' and c.code = p_rule), '')
		else p_rule end;
$$;
comment on function core.rule_of(text, text) is
	'The article a step rests on, under the order the ticket was received under';
