-- The main ticket is handled for all.  If the callers differ, the second complains together with the first,
-- which needs the second one's consent (order 121 article 12).
create or replace function core.act_merge(s core.step) returns core.step
language plpgsql as $$
declare
	m core.ticket := core.merge_main(s);
	new integer[] := '{}'::integer[];
	side core.step := s;
begin
	perform core.merge_check(s, m);
	perform core.text_of(s.payload, 'reason', 1000);
	if (s.t).kind = 'complaint' then
		new := core.merge_people(s, m.ticket);
		if new <> '{}' and not core.flag_of(s.payload, 'consent') then
			if cardinality(new) = 1 then
				perform core.refuse('consent', 'Another person complains here: merging needs his consent.', '令121§12');
			end if;
			perform core.refuse('consent', 'Several complain here: merging needs the consent of each.', '令121§12');
		end if;
	end if;
	insert into core.merged (ticket, main, at) values ((s.t).ticket, m.ticket, s.at);
	insert into core.link (ticket, other, reason)
	values ((s.t).ticket, m.ticket, 'merged'), (m.ticket, (s.t).ticket, 'merged')
	on conflict (ticket, other) do update set reason = 'merged';
	update core.ticket x set flags = x.flags || 'l' where x.ticket = m.ticket and position('l' in x.flags) = 0;
	if position('l' in (s.t).flags) = 0 then
		s.t.flags := (s.t).flags || 'l';
	end if;
	s.log := s.payload || jsonb_build_object('main', m.regno, 'clocks', (
		select coalesce(jsonb_agg(k.base order by k.base), '[]') from core.clock k
		where k.ticket = (s.t).ticket and k.stopped is null));
	if (s.t).kind = 'complaint' then
		side.sha := core.party_sha(m.ticket);
	end if;
	perform core.side_event(side, m.ticket, 'merged_in', jsonb_strip_nulls(jsonb_build_object('regno', (s.t).regno,
		'person', nullif(array_to_string(new, ', '), ''), 'reason', s.payload->'reason')));
	return s;
end $$;
comment on function core.act_merge(core.step) is
	'Merges a ticket into the main one, which is handled for both';
