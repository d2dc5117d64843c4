create or replace function core.act_reopen(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'reason', 1000);
	-- The earlier decision stays on record; the ticket waits for a new one.  Representatives, excluded
	-- mediators and the fact that a report was made of it are not decisions on the matter, so they stay.
	s.t.outcome := (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each((s.t).outcome) o(k, v)
		where k in ('representatives', 'representatives_paper', 'recused', 'mediator', 'putoncase'));
	perform core.publication_stop(s, s.payload->>'reason');
	return s;
end $$;
comment on function core.act_reopen(core.step) is
	'A superior has a closed ticket handled anew; its time starts with the superior''s decision, and '
	'its publication is withdrawn';
