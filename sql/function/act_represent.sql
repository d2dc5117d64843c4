create or replace function core.act_represent(s core.step) returns core.step
language plpgsql as $$
declare
	persons integer[] := core.joint_persons((s.t).ticket);
	chosen text[] := array_remove(array[nullif(btrim(s.payload->>'first'), ''), nullif(btrim(s.payload->>'second'), '')], null);
	k text;
begin
	perform core.text_of(s.payload, 'paper', 60);
	if cardinality(persons) < 2 then
		perform core.refuse('', 'Only one person complains here: nobody is to be represented.', '令121§12');
	end if;
	foreach k in array '{first,second}'::text[] loop
		if s.payload->>k <> '' and not btrim(s.payload->>k) = any (persons::text[]) then
			perform core.refuse(k, 'There is no such person in the complaint.');
		end if;
	end loop;
	if cardinality(chosen) = 2 and chosen[1] = chosen[2] then
		perform core.refuse('second', 'This is the same person twice.');
	end if;
	if (s.t).outcome ? 'representatives' then
		perform core.joint_consent(s, 'represent');
	end if;
	s.t.outcome := (s.t).outcome || jsonb_build_object('representatives', to_jsonb(chosen),
		'representatives_paper', s.payload->>'paper');
	return s;
end $$;
comment on function core.act_represent(core.step) is
	'One or two complainants represent the others, elected in writing (order 121 article 12)';
