-- Order 20 article 31: only a reporter who gave a name is told within five working days; order 121 has no
-- such time.
create or replace function core.tell_clock(s core.step) returns text
language plpgsql stable as $$
begin
	if core.flag_of((s.t).facts, 'anon') or (s.t).caller = '匿名' then
		return regexp_replace(s.clock, ';start D06(@[a-z]+)?', '');
	end if;
	return s.clock;
end $$;
comment on function core.tell_clock(core.step) is
	'The clocks of a decision: without those for telling an anonymous reporter';
