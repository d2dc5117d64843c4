create or replace function core.act_agree(s core.step) returns core.step
language plpgsql as $$
declare
	k text;
	said jsonb;
begin
	perform core.not_recused(s);
	perform core.joint_consent(s, 'settle');
	foreach k in array '{disam,redecolos,spiameam,douameam}'::text[] loop
		perform core.money_of(s.payload, k);
	end loop;
	perform core.text_of(s.payload, 'paper', 60);
	perform core.text_of(s.payload, 'detail', 1200);
	perform core.code_check(s.payload, '{tortype,infringed_right,defobl,unfulfilled_duty}', core.day((s.t).received));
	if coalesce(s.payload->>'cheatsign', '') not in ('', 'true', 'false') then
		perform core.refuse('cheatsign', 'This is answered with true or false.');
	end if;
	s.log := s.log || jsonb_build_object('paper', core.agreement_paper(s));
	-- Only these: the other keys say who replied, accepted or declined.
	select coalesce(jsonb_object_agg(e.key, e.value), '{}') into said from jsonb_each(s.log) e
	where e.key in ('paper', 'disam', 'redecolos', 'spiameam', 'douameam', 'tortype', 'cheatsign', 'defobl');
	s.t.outcome := core.under_way_over((s.t).outcome) || said
		|| '{"mediate_result": "1"}' || jsonb_build_object('intenddate', core.day(s.at));
	return s;
end $$;
comment on function core.act_agree(core.step) is
	'Records the agreement: the paper, or why there is none, and the money';
