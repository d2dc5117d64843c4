create or replace function core.act_entrust(s core.step) returns core.step
language plpgsql as $$
declare
	until_ date := core.date_of(s.payload, 'until');
	due_ date;
	old text := (s.t).outcome#>>'{entrust,body}';
begin
	perform core.not_recused(s);
	perform core.text_of(s.payload, 'body', 200);
	perform core.text_of(s.payload, 'detail', 1000);
	perform core.code_check(s.payload, '{method,mediation_method}', core.day((s.t).received));
	select c.due into due_ from core.clock c where c.ticket = (s.t).ticket and c.base = 'D02' and c.stopped is null;
	if exists (select from core.unit u where u.code = (s.t).unit and u.tier = 'E') then
		perform core.refuse('', 'A body that was entrusted entrusts nobody else.', '令121§19');
	elsif old is not null then
		perform core.refuse('body', '%s is entrusted already and entrusts nobody else: first take the mediation back ("mediate").', old, '令121§19');
	elsif s.payload->>'method' not in ('7', '8') then
		perform core.refuse('method', 'Say which kind of body is entrusted: a consumers'' association (7) or another lawful one (8).');
	elsif core.rule_lacks((s.t).rule_set, 'entrusting') and not (core.flag_of(s.payload, 'consent_respondent')
		and (core.flag_of((s.t).facts, 'agreeent') or core.flag_of(s.payload, 'consent_complainant'))) then
		perform core.refuse(case when core.flag_of(s.payload, 'consent_respondent') then 'consent_complainant'
			else 'consent_respondent' end, 'Mediation needs the consent of both sides.');
	elsif not core.flag_of((s.t).facts, 'agreeent') and not core.flag_of(s.payload, 'consent_complainant') then
		perform core.refuse('consent_complainant', 'Entrusting a body needs the consent of both sides: the complainant''s is not on record; ask for it.', '令121§19');
	elsif not core.flag_of(s.payload, 'consent_respondent') then
		perform core.refuse('consent_respondent', 'Entrusting a body needs the consent of both sides.', '令121§19');
	elsif until_ <= core.day(s.at) then
		perform core.refuse('until', 'This day must lie ahead.');
	elsif until_ > due_ then
		perform core.refuse('until', 'The time for mediation ends on %s, also for the body entrusted.', due_::text, '令121§19');
	end if;
	s.log := s.payload || '{"consent_complainant": "true"}';
	s.t.outcome := (s.t).outcome - 'mediate' || jsonb_build_object('method', s.payload->'method') || core.under_way(s);
	return s;
end $$;
comment on function core.act_entrust(core.step) is
	'Entrusts a body with the mediation, in the name of the office and with the consent of both sides '
	'(order 121 article 19)';
