create or replace function core.may_know(p_who core.who, p_kind text, p_unit text, p_registered text)
returns boolean
language sql immutable as $$
	select case when p_kind = 'report' then
		array['r04@' || p_unit, 'r05@' || p_unit, 'r06@' || p_unit, 'r11@' || p_unit,
			'r01@' || p_registered, 'r08@' || p_registered, 'r11@' || p_registered] && (p_who).duties
	else
		array['r03@' || p_unit, 'r04@' || p_unit, 'r05@' || p_unit, 'r06@' || p_unit,
			'r01@' || p_registered, 'r03@' || p_registered, 'r08@' || p_registered] && (p_who).duties
	end;
$$;
comment on function core.may_know(core.who, text, text, text) is 'Whether an operator handles a ticket, so that he may see, and ask to unmask, who called';
