-- Only an operator who may issue it sees the draft.  Comparison with the reporter happens at issue only, so
-- that nobody can use drafts to find out what a document must not name.
create or replace function api.document_draft(p_ticket uuid, p_form text, p_audience text, p_fields jsonb)
returns text
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	s core.step;
	f record;
	made record;
	office_ text;
begin
	s.who := core.me();
	s.t := core.find_ticket(s.who, p_ticket);
	if length(p_fields::text) > 20000 or jsonb_typeof(coalesce(p_fields, '{}')) <> 'object' then
		perform core.refuse('fields', 'A value given here cannot be read.');
	end if;
	s.payload := coalesce(p_fields, '{}') || jsonb_build_object('form', p_form)
		|| case when coalesce(p_audience, '') <> '' then jsonb_build_object('to', p_audience) else '{}' end;
	s.at := now();
	s.by_unit := (s.t).unit;
	if p_form in ('decline', 'terminate', 'approve') then
		s := core.document_foreseen(s);
		-- A document told to both sides reads the same except for the address.
		if s.payload->>'to' = '' then
			s.payload := s.payload || '{"to": "complainant"}';
		end if;
	end if;
	select * into f from core.document_form(s);
	perform core.document_issuer(s.who, s.t, f.form);
	perform core.document_secret(s.who, s.t, f.form, f.audience);
	office_ := core.office_of(s.by_unit);
	select * into made from core.document_make(s, f.form, f.audience, coalesce(core.document_named(office_, f.form,
		extract(year from core.day(s.at))::integer, '　'), ''));
	return made.shown;
end $$;
comment on function api.document_draft(uuid, text, text, jsonb) is
	'A document as it would be issued, or the document that would tell of a step; without a number '
	'and with the caller masked';
