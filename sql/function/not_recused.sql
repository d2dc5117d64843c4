create or replace function core.not_recused(s core.step) returns void
language plpgsql stable as $$
begin
	if exists (select from jsonb_array_elements_text(coalesce((s.t).outcome->'recused', '[]')) r(name)
		where core.names_of(r.name) && core.names_of(concat_ws(',', (s.who).label, (s.who).name, (s.who).number))) then
		perform core.refuse('', 'You were excluded from this mediation; %s conducts it.',
			coalesce((s.t).outcome->>'mediator', ''), '令121§21');
	end if;
end $$;
comment on function core.not_recused(core.step) is 'Refuses a step of mediation by an excluded mediator';
