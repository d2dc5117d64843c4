-- Only the report says what the clue was, and the complaint does not name the report's number: its
-- complainant is the reporter, and readers of the complaint need not know that (order 121 article 37).
create or replace function core.act_turn_report(s core.step) returns core.step
language plpgsql as $$
declare
	found_ date := core.date_of(s.payload, 'found');
	facts_ jsonb;
	id uuid;
begin
	if exists (select from core.link l join core.ticket x on x.ticket = l.other where l.ticket = (s.t).ticket
		and l.reason = 'turned' and btrim(x.facts->>'content') = btrim(s.payload->>'detail')) then
		perform core.refuse('detail', 'This violation has been turned into a report already.');
	elsif found_ > core.day(s.at) then
		perform core.refuse('found', 'This day lies ahead.');
	elsif found_ < core.day((s.t).received) then
		perform core.refuse('found', 'This day is before the complaint was received.');
	end if;
	perform core.code_check(s.payload, '{problem,problem_report}', core.day(s.at));
	perform core.text_of(s.payload, 'detail', 3000);
	facts_ := (s.t).facts - '{_marks,major,demand,agreepub,agreeent}'::text[]
		|| jsonb_build_object('content', s.payload->'detail', 'problem', s.payload->'problem', 'secret', 'true');
	id := core.ticket_from(s, 'report', 'JB20', facts_, 'turned', s.at);
	perform core.clock_start(id, 'D04', (found_ + time '12:00') at time zone 'Asia/Shanghai', s.at);
	update core.ticket t set due = k.due, clock = k.base, rank = core.rank_of(k.due, false, t.received)
	from core.clock k where k.ticket = id and t.ticket = id;
	s.t.flags := core.flag((s.t).flags, 'l');
	s.t.outcome := (s.t).outcome || '{"putoncase": "true"}';
	s.log := jsonb_build_object('found', s.payload->'found');
	return s;
end $$;
comment on function core.act_turn_report(core.step) is 'A violation found in mediation becomes a report of its own; the mediation goes on';
