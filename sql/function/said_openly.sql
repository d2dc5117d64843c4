-- What core.past_payload keeps from those who may not know the reporter is not among them.
create or replace function core.said_openly(p_action text) returns text[]
language sql immutable parallel safe as $$
	select case when p_action in ('register', 'amend') then '{}'::text[]
		when p_action in ('contact', 'notify', 'retract', 'tell_reporter', 'repeated') then '{note,basis}'::text[]
		else '{detail,note,reason,conclusion,place,evidence,handleadvice,basis,summary,advice,facts,result,answer,
			done,phoned,body,report}'::text[] end;
$$;
comment on function core.said_openly(text) is 'What is typed into a step in one''s own words and read by everybody who sees the ticket';
