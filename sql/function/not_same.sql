-- Also where one stands in for another: neither the substitute's own steps nor those of the absent one count as another's.
create or replace function core.not_same(s core.step, p_actions text[], p_rule text) returns void
language plpgsql stable as $$
declare
	step text;
	duty_ text;
begin
	select coalesce(r.name, e.action) into step
	from core.event e left join core.transition r on r.code = e.transition
	where e.ticket = (s.t).ticket and e.action = any (p_actions)
		and array[e.operator, e.payload->>'_for'] && array[(s.who).name, nullif(s.behalf, '')]
	order by e.n desc limit 1;
	if found then
		select name into duty_ from core.code where tbl = 'role' and code = (s.r).duty;
		perform core.refuse('', 'You did "%s" on this ticket yourself; another %s has to decide (%s).',
			step, duty_, p_rule);
	end if;
end $$;
comment on function core.not_same(core.step, text[], text) is 'Refuses a decision by whoever took one of these steps on the ticket: who decides is another than who handles';
