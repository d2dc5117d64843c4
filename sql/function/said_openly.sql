-- Excludes the keys that core.past_payload hides from operators who may not know the reporter.
create or replace function core.said_openly(p_action text) returns text[]
language sql immutable parallel safe as $$
	select case when p_action in ('register', 'amend') then '{}'::text[]
		when p_action in ('contact', 'notify', 'retract', 'tell_reporter', 'repeated') then '{note,basis}'::text[]
		else '{detail,note,reason,conclusion,place,evidence,handleadvice,basis,summary,advice,facts,result,answer,
			done,phoned,body,report}'::text[] end;
$$;
comment on function core.said_openly(text) is
	'The free-text keys of a step that every operator who sees the ticket can read';
