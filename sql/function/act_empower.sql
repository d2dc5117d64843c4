create or replace function core.act_empower(s core.step) returns core.step
language plpgsql as $$
declare
	number integer;
	for_ integer := core.acts_for(s);
begin
	perform core.code_check(s.payload, '{certype,id_type,scope,agent_scope}', core.day(s.at));
	if not core.flag_of(s.payload, 'original') then
		perform core.refuse('original', 'An agent hands in the original of the power of attorney, signed.', '令121§11');
	end if;
	if core.date_of(s.payload, 'until') < core.day(s.at) then
		perform core.refuse('until', 'The power of attorney has ended.');
	end if;
	update core.party p set ended = s.at
	where p.ticket = (s.t).ticket and p.role = 'agent' and p.ended is null and p.acts_for is not distinct from for_;
	number := core.party_put(s, (s.t).ticket, 'agent', s.payload, null);
	update core.party p set acts_for = for_ where p.ticket = (s.t).ticket and p.n = number;
	s.log := core.party_log(s.payload, number);
	s.sha := core.party_sha((s.t).ticket);
	return s;
end $$;
comment on function core.act_empower(core.step) is
	'A person acts for the complainant, with a power of attorney (order 121 article 11)';
