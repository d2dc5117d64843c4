create or replace function core.act_issue(s core.step) returns core.step
language plpgsql as $$
declare
	f record;
	made record;
	num record;
	n_ integer;
	i record;
	place text;
	word text;
	differs boolean;
begin
	select * into f from core.document_form(s);
	select x.* into i from core.document_issuer(s.who, s.t, f.form) x;
	place := i.place;
	s.r := i.r;
	s.by_unit := place;
	s.behalf := core.stands_for(s.who, (s.r).duty, place);
	perform core.document_secret(s.who, s.t, f.form, f.audience);
	differs := core.record_check(s.payload, (f.form).extra->>'record', core.record(s.t));
	word := coalesce((f.form).extra->>'word', '');
	if word <> '' then
		select * into num from core.document_number(s, f.form, f.audience, core.office_of(place));
	else
		select extract(year from core.day(s.at))::integer as year_, null::integer as serial_, '' as number_,
			0 as copy_, '' as reader_ into num;
	end if;
	select * into made from core.document_make(s, f.form, f.audience, num.number_);
	perform core.document_leak(s.who, s.t, f.audience, made.body);
	select coalesce(max(d.n), 0) + 1 into n_ from core.document d where d.ticket = (s.t).ticket;
	insert into core.document (ticket, n, op, at, operator, by_unit, form, name, audience, unit, family, year, serial,
		number, body, shown, sha, decision, copy, reader)
	values ((s.t).ticket, n_, s.op, s.at, (s.who).name, place, (f.form).code, (f.form).name, f.audience,
		core.office_of(place), word, num.year_, num.serial_, num.number_, made.body, made.shown,
		sha256(convert_to(made.body, 'UTF8')), case when word <> '' then core.document_decision(s, f.form, f.audience) end,
		num.copy_, num.reader_);
	s.log := jsonb_build_object('form', (f.form).code, 'name', (f.form).name, 'to', f.audience, 'document', n_,
		'number', num.number_, 'sha', encode(sha256(convert_to(made.body, 'UTF8')), 'hex'))
		|| case when differs then '{"sure": "true"}'::jsonb else '{}' end
		-- The values that the next document repeats.
		|| coalesce((select jsonb_object_agg(k, s.payload->k) from unnest('{time,place,people}'::text[]) k
			where k = any (string_to_array((f.form).extra->>'record', ' ')) and s.payload->>k <> ''), '{}');
	return s;
end $$;
comment on function core.act_issue(core.step) is
	'Issues a document: numbered, filled in, never changed afterwards';
