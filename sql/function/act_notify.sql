create or replace function core.act_notify(s core.step) returns core.step
language plpgsql as $$
declare
	m core.code;
	d core.document;
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
	-- Only what was decided or begun can be told.
	if m.extra->>'fits' <> '' and not (s.t).outcome ?| string_to_array(m.extra->>'fits', ' ')
		and not exists (select from core.clock c where c.ticket = (s.t).ticket
			and c.base = any (string_to_array(m.extra->>'fits', ' '))) then
		perform core.refuse('matter', 'This has not come about on the ticket: nobody can have been told it.');
	end if;
	if coalesce(btrim(s.payload->>'document'), '') <> '' then
		-- Of several copies under this number, take one that is not void.
		select x.* into d from core.document x left join core.document_void v on v.ticket = x.ticket and v.n = x.n
		where x.ticket = (s.t).ticket and x.number = btrim(s.payload->>'document')
		order by v.n is not null, x.n limit 1;
		if not found then
			perform core.refuse('document', 'No document of this ticket has this number.');
		elsif exists (select from core.document_void v where v.ticket = d.ticket and v.n = d.n) then
			perform core.refuse('document', 'This document is void: nobody is served with it.');
		end if;
	end if;
	-- the reported party must not learn of a report by a notice (article 37)
	if not party_ = any (string_to_array(m.extra->>'parties', ' ')) then
		perform core.refuse('party', 'This is not told to that party.');
	end if;
	if not core.notice_check(s, m, d) then
		s.log := s.log - 'sure';
	end if;
	return core.notice_put(s, m.code, party_);
end $$;
comment on function core.act_notify(core.step) is
	'Records that a party was told something, or that an attempt to tell it was made';
