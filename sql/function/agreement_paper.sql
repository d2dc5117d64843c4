-- Order 121 article 24: a mediation paper; or a mediation record, where both sides want no paper or performed
-- at once.  Papers issued before the ticket was reopened belong to the earlier decision.
create or replace function core.agreement_paper(s core.step) returns text
language plpgsql stable as $$
declare
	given text := btrim(coalesce(s.payload->>'paper', ''));
	bare boolean := given in ('performed', 'waived');
	found_ text;
begin
	select case when bare then given else d.number end into found_ from core.document d
	where d.ticket = (s.t).ticket and case when bare then d.form = 'X9'
			else d.form = '2609' and given in (d.number, d.form) end
		and not exists (select from core.document_void v where v.ticket = d.ticket and v.n = d.n)
		and d.at >= coalesce((select max(e.at) from core.event e where e.ticket = d.ticket and e.action = 'reopen'), d.at)
	order by d.n desc limit 1;
	if found_ is not null then
		return found_;
	elsif bare then
		perform core.refuse('paper', 'Without a mediation paper a mediation record is kept: issue it first (form X9).', '令121§24');
	end if;
	perform core.refuse('paper', 'No mediation paper %s was issued on this ticket: issue it first and give its number; or performed, or waived, with a mediation record.',
		left(given, 60), '令121§24');
end $$;
comment on function core.agreement_paper(core.step) is
	'The paper an agreement rests on: the number of the one issued; or performed or waived, where a '
	'mediation record was issued';
