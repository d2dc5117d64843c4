create or replace function core.act_revoke(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'reason', 1000);
	update core.party p set ended = s.at
	where p.ticket = (s.t).ticket and p.role = 'agent' and p.ended is null;
	if not found then
		perform core.refuse('', 'Nobody acts for the complainant here.');
	end if;
	s.sha := core.party_sha((s.t).ticket);
	return s;
end $$;
comment on function core.act_revoke(core.step) is 'The power of attorney ends';
