-- Leaves the same digest of the facts as register and amend do, so that the record can be checked against it.
create or replace function core.respondent_found(s core.step, p_address text) returns core.step
language plpgsql stable as $$
begin
	s.t.facts := (s.t).facts || jsonb_build_object('invaddr', p_address)
		|| case when (s.t).facts ? '_marks' then jsonb_build_object('_marks', ((s.t).facts->'_marks') - 'invaddr') else '{}' end;
	s.sha := sha256(convert_to((s.t).facts::text || (select c.detail::text from core.caller c where c.ticket = (s.t).ticket), 'UTF8'));
	return s;
end $$;
comment on function core.respondent_found(core.step, text) is
	'Records the address of the respondent, found before acceptance';
