-- Text typed by staff must not name a reporter either (order 121 article 37).  Compared only for an operator
-- who may know the reporter: any other could learn the name by trying, and has nothing to tell.
create or replace function core.document_leak(p_who core.who, t core.ticket, p_audience text, p_body text) returns void
language plpgsql as $$
declare
	ids uuid[];
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
	-- Where one call brought both, the complainant may be named where mediation needs it.
	if exists (select from core.reporter r where r.ticket = any (ids)
		and core.names_reporter(jsonb_build_object('content', p_body), '{content}', r.detail
			- array(select e.key from jsonb_each(r.detail) e, core.caller c, jsonb_each(c.detail) x
				where c.ticket = t.ticket and x.value = e.value)) is not null) then
		perform core.refuse_naming('content', 'This would tell the reader who reported.');
	end if;
end $$;
comment on function core.document_leak(core.who, core.ticket, text, text) is
	'Refuses a document that names a reporter to another party';
