create or replace function core.act_revoke(s core.step) returns core.step
language plpgsql as $$
declare
	for_ integer := core.acts_for(s);
begin
	perform core.text_of(s.payload, 'reason', 1000);
	update core.party p set ended = s.at
	where p.ticket = (s.t).ticket and p.role = 'agent' and p.ended is null and p.acts_for is not distinct from for_;
	if not found then
		perform core.refuse('', 'Nobody acts for the complainant here.');
	end if;
	s.sha := core.party_sha((s.t).ticket);
	return s;
end $$;
comment on function core.act_revoke(core.step) is 'The power of attorney ends';
