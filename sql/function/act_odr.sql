create or replace function core.act_odr(s core.step) returns core.step
language plpgsql as $$
declare
	c core.clock;
begin
	perform core.text_of(s.payload, 'enterprise', 200);
	perform core.text_of(s.payload, 'note', 1000);
	select * into c from core.clock x where x.ticket = (s.t).ticket and x.base = 'D01' and x.stopped is null;
	if found then
		perform core.refuse('', 'An office received this complaint: it decides by %s (order 121 article 15). It is distributed; parties may settle there too.',
			c.due::text);
	elsif (s.t).outcome ? 'conciliation' then
		perform core.refuse('', 'The enterprise has had this complaint and they did not settle: it is distributed now (order 121 article 41).');
	elsif not core.flag_of(s.payload, 'member') then
		perform core.refuse('member', 'Only an enterprise on the list of ODR enterprises settles this way; a complaint about another is distributed (order 121 articles 6 and 41).');
	elsif not core.flag_of(s.payload, 'agree') then
		perform core.refuse('agree', 'Nobody is made to settle with the enterprise first (order 121 article 6): without the consent of the complainant it is distributed.');
	end if;
	s.t.outcome := (s.t).outcome || core.under_way(s);
	return s;
end $$;
comment on function core.act_odr(core.step) is 'Sends a complaint to the enterprise to settle with the complainant, who agrees to that';
