-- One decision has one number: each further copy of it gets the same number.  Otherwise the next one is
-- drawn; its row stays locked until the transaction ends, so that no number is lost and none is given twice.
create or replace function core.document_number(s core.step, p_form core.code, p_audience text, p_office text,
	out year_ integer, out serial_ integer, out number_ text, out copy_ integer, out reader_ text)
language plpgsql as $$
begin
	reader_ := case when p_audience in ('office', 'authority') then left(core.fold(coalesce(s.payload->>'recipient', '')), 100) else '' end;
	select d.year, d.serial, d.number, (select max(y.copy) + 1 from core.document y
		where (y.unit, y.family, y.year, y.serial) = (d.unit, d.family, d.year, d.serial))
	into year_, serial_, number_, copy_
	from core.document d
	where d.ticket = (s.t).ticket and d.unit = p_office and d.form = p_form.code
		and d.decision = core.document_decision(s, p_form, p_audience)
		and not exists (select from core.document_void v where v.ticket = d.ticket and v.n = d.n)
		-- A reader who already has a copy gets a document with another number.
		and not exists (select from core.document y where y.ticket = d.ticket
			and (y.unit, y.family, y.year, y.serial) = (d.unit, d.family, d.year, d.serial)
			and y.audience = p_audience and y.reader = reader_)
	order by d.n desc limit 1;
	if found then
		return;
	end if;
	copy_ := 0;
	year_ := extract(year from core.day(s.at));
	insert into core.document_serial as c (unit, family, year, last) values (p_office, p_form.extra->>'word', year_, 1)
	on conflict (unit, family, year) do update set last = c.last + 1
	returning c.last into serial_;
	number_ := core.document_named(p_office, p_form, year_, serial_::text);
end $$;
comment on function core.document_number(core.step, core.code, text, text) is
	'The number of a document: that of its decision, or the next of an office, a family of forms and '
	'a year';
