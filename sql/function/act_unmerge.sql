create or replace function core.act_unmerge(s core.step) returns core.step
language plpgsql as $$
declare
	x core.merged;
	m core.ticket;
	e core.event;
	p core.party;
	gone integer[] := '{}'::integer[];
	side core.step := s;
begin
	perform core.text_of(s.payload, 'reason', 1000);
	delete from core.merged y where y.ticket = (s.t).ticket returning * into x;
	if not found then
		perform core.refuse('', 'This ticket was not merged.');
	end if;
	select * into m from core.ticket y where y.ticket = x.main for update;
	if not (select y.open from core.state y where y.code = m.state) then
		perform core.refuse('', 'The main ticket %s was closed for all of them; it would have to be reopened first.', m.regno);
	end if;
	for p in update core.party y set ended = s.at where y.ticket = m.ticket and y.origin = (s.t).ticket and y.ended is null
		returning y.*
	loop
		if p.role = 'joint' then
			gone := gone || p.n;
			update core.ticket y set outcome = core.representatives_without(y.outcome, p.n) where y.ticket = m.ticket;
		end if;
	end loop;
	delete from core.link l where l.reason = 'merged'
		and (l.ticket, l.other) in (((s.t).ticket, m.ticket), (m.ticket, (s.t).ticket));
	update core.supervision v set ended = null where v.ticket = (s.t).ticket and v.ended = x.at;
	select * into e from core.event y where y.ticket = (s.t).ticket and y.action = 'merge' order by y.n desc limit 1;
	-- Only the merge had stopped these clocks: no last day moves.
	update core.clock k set stopped = null where k.ticket = (s.t).ticket and e.payload->'clocks' ? k.base;
	s.clock := 'stop -';
	s.log := s.payload || jsonb_build_object('main', m.regno);
	if (s.t).kind = 'complaint' then
		side.sha := core.party_sha(m.ticket);
	end if;
	perform core.side_event(side, m.ticket, 'merged_out', jsonb_strip_nulls(jsonb_build_object('regno', (s.t).regno,
		'person', nullif(array_to_string(gone, ', '), ''), 'reason', s.payload->'reason')));
	return s;
end $$;
comment on function core.act_unmerge(core.step) is
	'Separates a merged ticket again: it stands where it stood, and its time has run on';
