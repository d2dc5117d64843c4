create or replace function core.act_void_document(s core.step) returns core.step
language plpgsql as $$
declare
	d core.document;
	above_ text[];
begin
	select * into d from core.document x where x.ticket = (s.t).ticket
		and x.n::text = coalesce(s.payload->>'document', '');
	if not found then
		perform core.refuse('document', 'There is no such document.');
	end if;
	select u.above into above_ from core.unit u where u.code = (s.t).unit;
	if d.operator <> (s.who).name and d.operator is distinct from nullif(s.behalf, '')
		and core.acts_at(s.who, 'r06', 'above', (s.t).unit, above_, (s.t).registered_unit) is null then
		perform core.refuse('document', 'A document is declared void by who issued it or by the leader.');
	end if;
	perform core.text_of(s.payload, 'reason', 500);
	insert into core.document_void (ticket, n, op, at, operator, reason)
	values (d.ticket, d.n, s.op, s.at, (s.who).name, btrim(s.payload->>'reason'))
	on conflict (ticket, n) do nothing;
	if not found then
		perform core.refuse('document', 'This document is void already.');
	end if;
	s.log := jsonb_build_object('document', d.n, 'number', d.number, 'name', d.name, 'reason', s.payload->'reason');
	return s;
end $$;
comment on function core.act_void_document(core.step) is
	'Declares a document void: it stays on record, and its number is not given again';
