create or replace function core.rule_set_at(p_day date) returns text
language plpgsql stable as $$
begin
	return (select c.code from core.code c where c.tbl = 'rule_set'
		order by p_day between c.valid_from and c.valid_to desc, c.valid_from limit 1);
end $$;
comment on function core.rule_set_at(date) is
	'The rule set (table rule_set) for tickets received on a day: the order in force then';
