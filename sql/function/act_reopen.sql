create or replace function core.act_reopen(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'reason', 1000);
	-- what was decided stands in the record; the ticket waits for a new decision.  Who represents, who may not mediate
	-- and that a report was made of it are no decisions on the matter.
	s.t.outcome := (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each((s.t).outcome) o(k, v)
		where k in ('representatives', 'representatives_paper', 'recused', 'mediator', 'putoncase'));
	perform core.publication_stop(s, s.payload->>'reason');
	return s;
end $$;
comment on function core.act_reopen(core.step) is 'A superior has a closed ticket handled anew; its time starts with his decision, what was published is withdrawn';
