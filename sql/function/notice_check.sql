-- The served document must tell of this matter, to this party, and exist when it was served; values named as
-- on record must be those of the record.
create or replace function core.notice_check(s core.step, m core.code, d core.document) returns boolean
language plpgsql stable as $$
declare
	p jsonb := s.payload;
	told_ timestamptz := coalesce(core.stamp_of(p, 'notified'), s.at);
	here text := coalesce(p->>'detail', '');
	differs boolean := false;
	c core.code;
	kept jsonb;
begin
	if d.ticket is not null and m.extra->>'paper' <> '' and d.form <> m.extra->>'paper' then
		differs := core.record_differs(p, 'document', d.name, m.name);
	end if;
	if d.audience in ('complainant', 'respondent', 'reporter') and d.audience <> p->>'party' then
		differs := core.record_differs(p, 'party', (select x.name from core.code x where x.tbl = 'document_to' and x.code = d.audience),
			(select x.name from core.code x where x.tbl = 'contact_whom' and x.code = p->>'party'));
	end if;
	if date_trunc('minute', d.at) > told_ then
		differs := core.record_differs(p, 'notified', core.record_value('time', d.at::text), core.record_value('time', told_::text));
	end if;
	if here <> '' and m.extra->>'record' <> '' then
		kept := core.record(s.t);
		for c in select * from core.code x where x.tbl = 'record_fact' and x.code = any (string_to_array(m.extra->>'record', ' '))
			and kept->>x.code <> '' order by x.sort
		loop
			if here ~ (c.name || '[：:]') and position(core.fold(c.name || core.record_value(c.code, kept->>c.code)) in core.fold(here)) = 0 then
				differs := core.record_differs(p, 'detail', c.name || '：' || core.record_value(c.code, kept->>c.code),
					substring(here from c.name || '[：:][^；;\n]*'));
			end if;
		end loop;
	end if;
	return differs;
end $$;
comment on function core.notice_check(core.step, core.code, core.document) is
	'Whether an entry of the ledger contradicts its document or the record; refuses it unless the '
	'operator confirms the difference';
