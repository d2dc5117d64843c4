create or replace function core.act_notify(s core.step) returns core.step
language plpgsql as $$
declare
	m core.code;
	party_ text := s.payload->>'party';
begin
	perform core.code_check(s.payload, '{matter,notice_matter,party,contact_whom,notify,reply_method,outcome,contact_outcome}',
		core.day(s.at));
	if s.payload->>'notify' = '9' then
		perform core.refuse('notify', 'This is no way of telling anybody.', '令121§15');
	end if;
	select * into m from core.code c where c.tbl = 'notice_matter' and c.code = s.payload->>'matter';
	if m.extra->>'kind' <> (s.t).kind then
		perform core.refuse('matter', 'This is not told on a ticket of this kind.');
	end if;
	-- the reported party must not learn of a report by a notice (article 37)
	if not party_ = any (string_to_array(m.extra->>'parties', ' ')) then
		perform core.refuse('party', 'This is not told to that party.');
	end if;
	return core.notice_put(s, m.code, party_);
end $$;
comment on function core.act_notify(core.step) is 'Records that a party was told something, or that it was tried';
