create or replace function core.act_decide_recusal(s core.step) returns core.step
language plpgsql as $$
declare
	against text := (s.t).outcome#>>'{ask_recusal,against}';
	granted boolean := core.flag_of(s.payload, 'granted');
	mediator text := core.text_of(s.payload, 'mediator', 60);
begin
	perform core.not_same(s, '令121§21');
	perform core.code_check(s.payload, '{granted,yes_no}', core.day(s.at));
	perform core.text_of(s.payload, 'reason', 1000);
	if exists (select from core.operator o where o.name in ((s.who).name, nullif(s.behalf, ''))
		and core.names_of(against) && core.names_of(concat_ws(',', o.label, o.name, o.number))) then
		perform core.refuse('', 'Whoever is asked to withdraw does not decide on it; another leader does.', '令121§21');
	elsif granted <> (mediator is not null) then
		perform core.refuse('mediator', 'Where the request is granted, say who mediates instead; else the mediator stays.');
	elsif core.names_of(mediator) && core.names_of(against) or exists (
		select from jsonb_array_elements_text(coalesce((s.t).outcome->'recused', '[]')) r(name)
		where core.names_of(mediator) && core.names_of(r.name)) then
		perform core.refuse('mediator', 'This is the mediator who withdraws: name another.', '令121§21');
	end if;
	s.t.outcome := (s.t).outcome - 'ask_recusal' || core.under_way(s) || case when granted then jsonb_build_object(
		'mediator', mediator, 'recused', coalesce((s.t).outcome->'recused', '[]') || jsonb_build_array(against)) else '{}' end;
	return s;
end $$;
comment on function core.act_decide_recusal(core.step) is 'Decides whether a mediator withdraws and who mediates instead; mediation goes on';
