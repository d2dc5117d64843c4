-- Without representatives the caller speaks only for the caller.  An agent without special authority may
-- neither settle nor give up: the represented complainant must consent in person.
create or replace function core.joint_represented(t core.ticket, p_day date) returns integer[]
language sql stable as $$
	select array(select n from unnest(core.joint_persons(t.ticket)) n
		where n <> all (case when t.outcome ? 'representatives'
				then array(select x::integer from jsonb_array_elements_text(t.outcome->'representatives') x)
				else '{1}' end)
			or exists (select from core.party p where p.ticket = t.ticket and p.role = 'agent' and coalesce(p.acts_for, 1) = n
				and p.ended is null and p.until >= p_day and p.scope <> '2')
		order by n);
$$;
comment on function core.joint_represented(core.ticket, date) is
	'Complainants who must consent themselves although others act for them (order 121 article 12)';
