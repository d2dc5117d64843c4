-- The procedure names the articles of one order.  Another order has similar rules in other articles (table
-- rule_<rule set>); where no matching article is known, none is named.
create or replace function core.rule_of(p_rule text, p_rule_set text) returns text
language sql stable as $$
	select case when x.of = p_rule_set or not exists (select from core.code c where c.tbl = 'rule_set' and c.code = x.of)
		then p_rule
		else coalesce((select c.name from core.code c where c.tbl = 'rule_' || p_rule_set and c.code = p_rule), '') end
	from (select coalesce(substring(p_rule from '^令([0-9A-Za-z]+)'), '') as of) x;
$$;
comment on function core.rule_of(text, text) is
	'The article a step rests on, under the order the ticket was received under';
