create or replace function core.act_mediate(s core.step) returns core.step
language plpgsql as $$
declare
	method text := s.payload->>'method';
	k text;
begin
	perform core.not_recused(s);
	if not core.flag_of(s.payload, 'consent_complainant') then
		perform core.refuse('consent_complainant', 'Mediation needs the consent of both sides.', '令121§18');
	end if;
	if not core.flag_of(s.payload, 'consent_respondent') then
		perform core.refuse('consent_respondent', 'Mediation needs the consent of both sides.', '令121§18');
	end if;
	perform core.code_check(s.payload, '{method,mediation_method}', core.day((s.t).received));
	if method in ('7', '8') then
		perform core.refuse('method', 'A body is entrusted by a step of its own ("entrust"), with its name, the term and the consent of both sides.', '令121§19');
	end if;
	perform core.text_of(s.payload, 'place', 200);
	perform core.text_of(s.payload, 'people', 200);
	perform core.text_of(s.payload, 'detail', 1200);
	if method in ('1', '2') then
		foreach k in array '{time,place,people}'::text[] loop
			if coalesce(btrim(s.payload->>k), '') = '' then
				perform core.refuse(k, 'Mediation on the spot needs time, place and mediators, of which both sides are told.', '令121§20');
			end if;
		end loop;
	end if;
	if core.stamp_of(s.payload, 'time') < s.at and method = '2' then
		perform core.refuse('time', 'Both sides are told in advance: this time is over. What happened at once is method 1.', '令121§20');
	end if;
	s.t.outcome := (s.t).outcome - '{entrust,mediate}'::text[] || jsonb_build_object('method', s.payload->'method')
		|| case when s.payload ?| '{time,place,people}'::text[] then core.under_way(s) else '{}' end;
	return s;
end $$;
comment on function core.act_mediate(core.step) is
	'Begins mediation or changes its method, with the consent of both sides';
