-- Asks for the duty of this form, not for any duty that issues documents.
create or replace function core.document_issuer(p_who core.who, t core.ticket, p_form core.code,
	out r core.transition, out place text)
language plpgsql stable as $$
declare
	above text[] := (select u.above from core.unit u where u.code = t.unit);
begin
	for r in select x.* from core.transition x
		where x.kind = t.kind and x.action = 'issue' and x.duty = any (string_to_array(p_form.extra->>'duties', ' '))
		order by x.sort
	loop
		place := core.acts_at(p_who, r.duty, r.scope, t.unit, above, t.registered_unit);
		if place is not null then
			return;
		end if;
	end loop;
	perform core.refuse('form', 'This document is issued by: %s.', (select string_agg(c.name, '、' order by c.code)
		from core.code c where c.tbl = 'role' and c.code = any (string_to_array(p_form.extra->>'duties', ' '))));
end $$;
comment on function core.document_issuer(core.who, core.ticket, core.code) is
	'The duty and unit under which an operator issues or previews this document; refuses an operator '
	'without them';
