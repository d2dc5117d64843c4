-- A step named in the request is carried out up to its proposal; approve shows the waiting proposal.  Nothing
-- is written.
create or replace function core.document_foreseen(s core.step) returns core.step
language plpgsql as $$
declare
	what text := s.payload->>'form';
	kept jsonb := (s.t).outcome->'proposal';
	form_ text;
	state_ text;
begin
	if what = 'approve' then
		if kept is null then
			perform core.refuse('form', 'Nothing waits for approval.');
		end if;
		what := kept->>'what';
	else
		s.action := what;
		s.log := s.payload - '{form,to}'::text[];
		perform core.need_check(s.payload, coalesce((select x.need from core.transition x where x.kind = (s.t).kind
			and x.action = what order by x.sort limit 1), '{}'));
		s := case what when 'decline' then core.act_decline(s) else core.act_terminate(s) end;
		kept := (s.t).outcome->'proposal';
	end if;
	select c.code, split_part(c.extra->>'states', ' ', 1) into form_, state_ from core.code c
	where c.tbl = 'document_' || (s.t).rule_set and c.extra->>'tells' = what;
	if not found then
		perform core.refuse('form', 'No document tells of this.');
	end if;
	s.t.outcome := core.as_decided(s.t, s.at);
	s.t.state := state_;
	s.payload := jsonb_build_object('form', form_, 'to', coalesce(s.payload->>'to', ''));
	return s;
end $$;
comment on function core.document_foreseen(core.step) is
	'The step as if its proposal were approved, and the document that tells of it';
