-- What staff type themselves must not name a reporter either (order 121 article 37).
create or replace function core.document_leak(t core.ticket, p_audience text, p_body text) returns void
language plpgsql stable as $$
begin
	if p_audience in ('internal', 'reporter') then
		return;
	end if;
	if exists (select from core.reporter r, jsonb_each_text(r.detail) e
		where (r.ticket = t.ticket or r.ticket in (select l.other from core.link l where l.ticket = t.ticket))
			and e.key in ('pname', 'mobile', 'landtel', 'inccall', 'cerno', 'email', 'paddr')
			and length(btrim(e.value)) >= 2 and position(btrim(e.value) in p_body) > 0
			-- of one call both: the complainant may be named where mediation needs it
			and not exists (select from core.caller c, jsonb_each_text(c.detail) x
				where c.ticket = t.ticket and x.value = e.value)) then
		perform core.refuse('content', 'This would tell the reader who reported (order 121 article 37).');
	end if;
end $$;
comment on function core.document_leak(core.ticket, text, text) is 'Refuses a document that names a reporter to somebody else';
