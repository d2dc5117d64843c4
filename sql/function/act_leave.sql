create or replace function core.act_leave(s core.step) returns core.step
language plpgsql as $$
declare
	who core.party;
begin
	perform core.code_check(s.payload, '{how,withdraw_how}', core.day(s.at));
	update core.party p set ended = s.at
	where p.ticket = (s.t).ticket and p.role = 'joint' and p.ended is null and p.n::text = btrim(s.payload->>'person')
	returning * into who;
	if not found then
		perform core.refuse('person', 'There is no such person in the complaint.');
	elsif who.origin is not null then
		perform core.refuse('person', 'This person came with a ticket that was merged: it is separated there.');
	end if;
	s.t.outcome := core.representatives_without((s.t).outcome, who.n);
	s.sha := core.party_sha((s.t).ticket);
	return s;
end $$;
comment on function core.act_leave(core.step) is 'A joint complainant withdraws from the complaint';
