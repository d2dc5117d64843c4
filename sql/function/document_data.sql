-- All values a form may show to its reader: the whitelist (table document_field) removes the rest.
create or replace function core.document_data(s core.step, p_form core.code, p_audience text, p_number text)
returns jsonb
language plpgsql stable as $$
declare
	t core.ticket := s.t;
	p jsonb := s.payload;
	office_ text := core.office_of(s.by_unit);
	d jsonb;
	all_ jsonb;
begin
	d := core.document_case(t) || core.document_people(t)
		|| core.document_reasons(t, coalesce(p_form.extra->>'outcome', ''));
	d := d || (select jsonb_object_agg(k, p->k) from unnest('{recipient,place,materials,people,days,basis,content,
		copies,pages,respondent_agent,respondent_head,served,method}'::text[]) k)
		-- The wording of the record as the issuing operator edited it.
		|| case when coalesce(p->>'narrative', '') = '' then '{}'
			else jsonb_build_object(case t.kind when 'report' then 'clues' else 'facts' end, p->'narrative') end
		|| jsonb_build_object('number', p_number, 'date', core.day_said(core.day(s.at)), 'handler', (s.who).label,
			'office', (select name from core.unit where code = office_),
			'registrar', (select name from core.unit where code = t.registered_unit),
			'station', (select u.name from core.unit u where u.code = t.unit and u.tier = '5'),
			'office_address', core.office_said(office_, 'address'),
			'contact', coalesce(nullif(p->>'contact', ''), (s.who).label),
			'contact_phone', coalesce(nullif(p->>'contact_phone', ''), core.office_said(office_, 'phone'),
				'12315'),
			'until', core.day_said(coalesce(core.date_of(p, 'until'), (select c.due from core.clock c
				where c.ticket = t.ticket and c.base = 'D13' and p_form.code = '2604'))),
			'time', (select core.day_said(x::date) || to_char(x, 'FMHH24"时"MI"分"')
				from (select core.stamp_of(p, 'time') at time zone 'Asia/Shanghai') v(x)));
	select jsonb_object_agg(f.code, d->f.code) into all_ from core.code f
	where f.tbl = 'document_field' and p_audience = any (string_to_array(f.extra->>'audiences', ' '))
		and jsonb_typeof(d->f.code) is distinct from 'null' and d ? f.code;
	return coalesce(all_, '{}');
end $$;
comment on function core.document_data(core.step, core.code, text, text) is 'The values for one document, only those its reader may have';
