-- A second matter of the same caller gets its own ticket; its time counts from the same receipt.  A complaint
-- does not tell that its complainant also reported (order 121 article 37).
create or replace function core.act_split(s core.step) returns core.step
language plpgsql as $$
declare
	kind_ text := coalesce(nullif(s.payload->>'kind', ''), 'complaint');
	facts_ jsonb;
	id uuid;
begin
	if kind_ not in ('complaint', 'report') then
		perform core.refuse('kind', 'A complaint is split into a complaint or a report.');
	end if;
	-- What was unknown of the first matter is unknown of the second too.
	facts_ := (s.t).facts - 'major'
		|| jsonb_strip_nulls(jsonb_build_object('content', s.payload->'content', 'invname', s.payload->'invname',
			'invaddr', s.payload->'invaddr', 'invdiv', s.payload->'invdiv', 'uscc', s.payload->'uscc',
			'problem', s.payload->'problem', 'demand', s.payload->'demand', 'mdsename', s.payload->'mdsename',
			'invoam', s.payload->'invoam', 'secret', s.payload->'secret'));
	if s.payload->>'invname' <> '' and s.payload->>'invname' <> (s.t).respondent then
		facts_ := facts_ - array(select k from unnest('{uscc,invaddr,invdiv,invtel}'::text[]) k where not s.payload ? k);
	end if;
	if kind_ = 'report' then
		-- A problem code of a complaint is none of a violation, and it decides whether the report is
		-- a food matter (Food Safety Law article 115).
		perform core.need_check(s.payload, '{problem}');
		facts_ := facts_ - '{demand,agreepub,agreeent}'::text[];
	end if;
	facts_ := jsonb_set(facts_, '{_marks}', coalesce(facts_->'_marks', '{}') || coalesce(s.payload->'_marks', '{}'));
	perform core.need_check(facts_, array(select n from core.transition t, unnest(t.need) n
		where t.kind = kind_ and t.action = 'register' and n not in ('kind', 'regno', 'call', 'received', 'pname', 'paddr')));
	perform core.refuse_fault(core.registration_fault(facts_, kind_, core.day((s.t).received), false));
	id := core.ticket_from(s, kind_, case kind_ when 'report' then 'JB10' else 'TS10' end, facts_, 'split',
		(s.t).received);
	perform core.clock_run(id, 'start D12', s.at, s.at);
	update core.ticket x set (due, clock) = (select k.due, k.base from core.clock k where k.ticket = id and k.stopped is null
		order by k.due limit 1) where x.ticket = id;
	update core.ticket x set rank = core.rank_of(x.due, false, x.received) where x.ticket = id;
	if position('l' in (s.t).flags) = 0 then
		s.t.flags := (s.t).flags || 'l';
	end if;
	s.log := case kind_ when 'report' then jsonb_build_object('note', coalesce(s.payload->>'note', ''))
		else s.payload || jsonb_build_object('regno', (select x.regno from core.ticket x where x.ticket = id)) end;
	return s;
end $$;
comment on function core.act_split(core.step) is 'Makes a separate ticket of a second matter in a complaint';
