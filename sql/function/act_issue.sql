create or replace function core.act_issue(s core.step) returns core.step
language plpgsql as $$
declare
	f record;
	made record;
	num record;
	n_ integer;
	r core.transition;
	place text;
	word text;
begin
	select * into f from core.document_form(s);
	-- the duty that this form asks for, not merely one that issues documents
	select x.* into r from core.transition x join core.unit u on u.code = (s.t).unit
	where x.kind = (s.t).kind and x.action = 'issue' and x.duty = any (string_to_array((f.form).extra->>'duties', ' '))
		and core.acts_at(s.who, x.duty, x.scope, (s.t).unit, u.above, (s.t).registered_unit) is not null
	order by x.sort limit 1;
	if not found then
		perform core.refuse('form', 'This document is issued by: %s.', (select string_agg(c.name, '、' order by c.code)
			from core.code c where c.tbl = 'role' and c.code = any (string_to_array((f.form).extra->>'duties', ' '))));
	end if;
	select core.acts_at(s.who, r.duty, r.scope, (s.t).unit, u.above, (s.t).registered_unit) into place
	from core.unit u where u.code = (s.t).unit;
	s.r := r;
	s.by_unit := place;
	s.behalf := core.stands_for(s.who, r.duty, place);
	perform core.document_secret(s.who, s.t, f.form, f.audience);
	word := coalesce((f.form).extra->>'word', '');
	if word <> '' then
		select * into num from core.document_number(core.office_of(place), word, core.day(s.at));
	else
		select extract(year from core.day(s.at))::integer as year_, null::integer as serial_, '' as number_ into num;
	end if;
	select * into made from core.document_make(s, f.form, f.audience, num.number_);
	select coalesce(max(d.n), 0) + 1 into n_ from core.document d where d.ticket = (s.t).ticket;
	insert into core.document (ticket, n, op, at, operator, by_unit, form, name, audience, unit, family, year, serial,
		number, body, shown, sha)
	values ((s.t).ticket, n_, s.op, s.at, (s.who).name, place, (f.form).code, (f.form).name, f.audience,
		core.office_of(place), word, num.year_, num.serial_, num.number_, made.body, made.shown,
		sha256(convert_to(made.body, 'UTF8')));
	s.log := jsonb_build_object('form', (f.form).code, 'name', (f.form).name, 'to', f.audience, 'document', n_,
		'number', num.number_, 'sha', encode(sha256(convert_to(made.body, 'UTF8')), 'hex'));
	return s;
end $$;
comment on function core.act_issue(core.step) is 'Issues a document: numbered, filled, kept as it is for ever';
