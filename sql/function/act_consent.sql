create or replace function core.act_consent(s core.step) returns core.step
language plpgsql as $$
declare
	persons integer[] := core.joint_persons((s.t).ticket);
	given text := coalesce(btrim(s.payload->>'persons'), '');
	named text[];
begin
	perform core.code_check(s.payload, '{matter,consent_matter,how,withdraw_how}', core.day(s.at));
	perform core.text_of(s.payload, 'paper', 60);
	named := case when given = 'all' then persons::text[] else regexp_split_to_array(given, '[ ,]+') end;
	if not named <@ persons::text[] then
		perform core.refuse('persons', 'There is no such person in the complaint.');
	end if;
	s.log := s.payload || jsonb_build_object('persons', to_jsonb(named));
	return s;
end $$;
comment on function core.act_consent(core.step) is
	'Records what the represented complainants consent to (order 121 article 12)';
