create or replace function core.act_approve(s core.step) returns core.step
language plpgsql as $$
declare
	p jsonb := (s.t).outcome->'proposal';
begin
	perform core.text_of(s.payload, 'note', 1000);
	perform core.not_replier(s);
	if p is not null then
		s.t.outcome := core.under_way_over((s.t).outcome) || case p->>'what'
			when 'decline' then jsonb_build_object('naccode', p->'ground', 'naccontent', p->'detail',
				'acctime', s.at)
			else jsonb_strip_nulls(jsonb_build_object('ground', p->'ground', 'found', p->'found',
				'crime', p->'crime', 'intenddate', core.day(s.at), 'mediate_result',
				case when p->>'ground' in ('E1a', 'E1', 'G1') then '3' else '2' end)) end;
	end if;
	return s;
end $$;
comment on function core.act_approve(core.step) is 'Approves what was proposed, or the closing; not by one who handled it or replied';
