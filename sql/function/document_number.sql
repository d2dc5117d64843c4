-- The row stays locked until the step is on record or undone: no number is lost, none is given twice.
create or replace function core.document_number(p_office text, p_form core.code, p_day date, out year_ integer,
	out serial_ integer, out number_ text)
language plpgsql as $$
begin
	year_ := extract(year from p_day);
	insert into core.document_serial as c (unit, family, year, last) values (p_office, p_form.extra->>'word', year_, 1)
	on conflict (unit, family, year) do update set last = c.last + 1
	returning c.last into serial_;
	number_ := core.document_named(p_office, p_form, year_, serial_::text);
end $$;
comment on function core.document_number(text, core.code, date) is 'Draws the next number of an office, a family of forms and a year';
