create or replace function core.act_odr(s core.step) returns core.step
language plpgsql as $$
declare
	c core.clock;
begin
	perform core.text_of(s.payload, 'enterprise', 200);
	perform core.text_of(s.payload, 'note', 1000);
	select * into c from core.clock x where x.ticket = (s.t).ticket and x.base = 'D01' and x.stopped is null;
	if found then
		perform core.refuse('', 'An office received this complaint: it decides by %s. It is distributed; parties may settle there too.',
			c.due::text, '令121§15');
	elsif (s.t).outcome ? 'conciliation' then
		perform core.refuse('', 'The enterprise has had this complaint and they did not settle: it is distributed now.', '令121§41');
	elsif not core.flag_of(s.payload, 'member') then
		perform core.refuse('member', 'Only an enterprise on the list of ODR enterprises settles this way; a complaint about another is distributed.', '令121§6');
	elsif not core.flag_of(s.payload, 'agree') then
		perform core.refuse('agree', 'Nobody is made to settle with the enterprise first: without the consent of the complainant it is distributed.', '令121§6');
	end if;
	perform core.whole_check(s);
	s.t.outcome := (s.t).outcome || core.under_way(s);
	return s;
end $$;
comment on function core.act_odr(core.step) is
	'Sends a complaint to the enterprise to settle with the complainant, with the complainant''s '
	'consent';
