create or replace function core.act_decline(s core.step) returns core.step
language plpgsql as $$
declare
	until_ date;
begin
	perform core.code_check(s.payload, array['ground', 'nonaccept_' || (s.t).rule_set],
		core.day((s.t).received));
	perform core.text_of(s.payload, 'detail', 1000);
	if (s.t).state = 'TS21' and 'proof' = any (core.means_of('nonaccept_' || (s.t).rule_set, s.payload->>'ground')) then
		select c.due into until_ from core.clock c where c.ticket = (s.t).ticket and c.base = 'D13';
		if until_ >= core.day(s.at) then
			perform core.refuse('ground', 'The complainant may hand in proof until %s (order 121 article 10); what came before and is false is first recorded ("proof").',
				until_::text);
		end if;
	end if;
	perform core.asked_for(s, s.payload->>'ground');
	-- The complainant is always told of the other ways (Consumer Protection Law article 39), without the
	-- one that is refused (order 121 article 15).
	s.log := s.log || jsonb_build_object('routes', (select jsonb_agg(c.code order by c.sort) from core.code c
		where c.tbl = 'consumer_route' and c.code <> '3' and core.day(s.at) between c.valid_from and c.valid_to));
	s.t.outcome := (s.t).outcome || core.proposal(s);
	return s;
end $$;
comment on function core.act_decline(core.step) is
	'Proposes to decline a complaint on a ground of its rule set, with the reason, the missing proof '
	'and the other ways; the decision clock runs on';
