-- Text typed by staff must not name a reporter either (order 121 article 37).  Compared only for an operator
-- who may know the reporter: any other could learn the name by trying, and has nothing to tell.
create or replace function core.document_leak(p_who core.who, t core.ticket, p_audience text, p_body text) returns void
language plpgsql as $$
declare
	ids uuid[];
	numbers text[];
begin
	if p_audience in ('internal', 'reporter') then
		return;
	end if;
	ids := array(select x.ticket from core.ticket x where x.kind = 'report' and core.may_know(p_who, x)
		and x.ticket in (select t.ticket union all select l.other from core.link l where l.ticket = t.ticket));
	if ids = '{}' then
		return;
	end if;
	perform core.held_against(p_who, p_body);
	numbers := core.numbers_in('content', p_body);
	if exists (select from core.reporter r, jsonb_each_text(r.detail) e
		where r.ticket = any (ids)
			and e.key in ('pname', 'mobile', 'landtel', 'inccall', 'cerno', 'email', 'paddr')
			and core.says_one(p_body, numbers, e.value)
			-- Where one call brought both, the complainant may be named where mediation needs it.
			and not exists (select from core.caller c, jsonb_each_text(c.detail) x
				where c.ticket = t.ticket and x.value = e.value)) then
		perform core.refuse('content', 'This would tell the reader who reported.', '令121§37');
	end if;
end $$;
comment on function core.document_leak(core.who, core.ticket, text, text) is
	'Refuses a document that names a reporter to another party';
