-- A session that raises alarms by the thousand must not bury a real one.
create or replace function core.alarm(p_operator text, p_what text, p_detail jsonb) returns void
language plpgsql as $$
declare
	times_ integer;
begin
	insert into audit.alarm_count as a (operator, what, day, times)
	values (coalesce(p_operator, ''), p_what, core.day(now()), 1)
	on conflict (operator, what, day) do update set times = a.times + 1
	returning a.times into times_;
	if times_ <= 20 then
		insert into audit.alarm (operator, what, detail) values (p_operator, p_what, p_detail);
	end if;
end $$;
comment on function core.alarm(text, text, jsonb) is
	'Raises an alarm: always counted; stored one by one up to twenty of a kind, operator and day';
