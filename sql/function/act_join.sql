create or replace function core.act_join(s core.step) returns core.step
language plpgsql as $$
declare
	number integer;
begin
	if not core.flag_of(s.payload, 'consent') then
		perform core.refuse('consent', 'Complaining together needs the consent of each.', '令121§12');
	end if;
	perform core.code_check(s.payload, '{certype,id_type}', core.day(s.at));
	perform core.held_against(s.who, s.payload::text);
	number := core.party_put(s, (s.t).ticket, 'joint', s.payload, null);
	if number = 0 then
		perform core.refuse('pname', 'This person is in the complaint already.');
	end if;
	s.log := core.party_log(s.payload, number);
	s.sha := core.party_sha((s.t).ticket);
	return s;
end $$;
comment on function core.act_join(core.step) is
	'Adds a person who complains about the same matter (order 121 article 12)';
