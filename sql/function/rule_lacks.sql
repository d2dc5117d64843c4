create or replace function core.rule_lacks(p_rule_set text, p_what text) returns boolean
language sql stable as $$
	select p_what = any (string_to_array(c.extra->>'lacks', ' ')) from core.code c
	where c.tbl = 'rule_set' and c.code = p_rule_set;
$$;
comment on function core.rule_lacks(text, text) is
	'Whether an order lacks something that order 121 has (table rule_set, column lacks): proof, designation, '
	'entrusting, repeated';
