create or replace function core.act_callback(s core.step) returns core.step
language plpgsql as $$
declare
	tries integer;
begin
	perform core.code_check(s.payload, '{result,callback_result,satisfied,satisfaction}', core.day(s.at));
	if s.payload->>'result' = '4' then
		-- Counts the attempts since the ticket was closed that were not retracted.
		select count(*) into tries from core.notice x
		where x.ticket = (s.t).ticket and x.matter = '' and x.retracts is null and x.outcome in ('noanswer', 'busy')
			and x.party in ('complainant', 'other')
			and not exists (select from core.notice y where y.ticket = x.ticket and y.retracts = x.n)
			and x.at >= (select max(e.at) from core.event e where e.ticket = x.ticket and e.from_state <> e.to_state);
		if tries < 3 then
			perform core.refuse('result', 'Nobody answered is said after three attempts, each recorded as a contact; %s are on record (order 121 article 26).',
				tries::text);
		end if;
	end if;
	perform core.text_of(s.payload, 'note', 1000);
	s.t.outcome := (s.t).outcome || jsonb_build_object('callback', s.payload->'result',
		'satisfied', s.payload->'satisfied');
	return s;
end $$;
comment on function core.act_callback(core.step) is 'Records the call back to the complainant';
