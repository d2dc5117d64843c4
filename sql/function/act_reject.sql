create or replace function core.act_reject(s core.step) returns core.step
language plpgsql as $$
declare
	before text;
begin
	perform core.text_of(s.payload, 'note', 1000);
	perform core.not_replier(s);
	select e.from_state into before from core.event e
	where e.ticket = (s.t).ticket and e.action = 'reply' order by e.n desc limit 1;
	s.state := coalesce(before, 'TS40');
	if before = 'TS51' then
		update core.clock set stopped = null where ticket = (s.t).ticket and base = 'D03';
		s.clock := 'stop -';
	end if;
	return s;
end $$;
comment on function core.act_reject(core.step) is 'Sends the reply back to be mended; a duty to tell that it had stopped runs again';
