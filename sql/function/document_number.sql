-- The row stays locked until the step is on record or undone: no number is lost, none is given twice.
create or replace function core.document_number(p_office text, p_family text, p_day date, out year_ integer,
	out serial_ integer, out number_ text)
language plpgsql as $$
begin
	year_ := extract(year from p_day);
	insert into core.document_serial as c (unit, family, year, last) values (p_office, p_family, year_, 1)
	on conflict (unit, family, year) do update set last = c.last + 1
	returning c.last into serial_;
	number_ := format('%s%s〔%s〕第%s号', core.office_mark(p_office), p_family, year_, serial_);
end $$;
comment on function core.document_number(text, text, date) is 'Draws the next number of an office, a family of forms and a year';
