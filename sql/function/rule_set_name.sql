create or replace function core.rule_set_name(p_rule_set text) returns text
language sql stable as $$
	select c.name from core.code c where c.tbl = 'rule_set' and c.code = p_rule_set;
$$;
comment on function core.rule_set_name(text) is 'The name of an order, as sentences say it';
