create or replace function core.act_ask_recusal(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.code_check(s.payload, '{who,recusal_by}', core.day(s.at));
	perform core.text_of(s.payload, 'against', 60);
	perform core.text_of(s.payload, 'reason', 1000);
	s.t.outcome := (s.t).outcome - 'decide_recusal' || core.under_way(s);
	return s;
end $$;
comment on function core.act_ask_recusal(core.step) is
	'A party asks that a mediator withdraw, or the mediator does: mediation is suspended until that '
	'is decided (order 121 article 21)';
