create or replace function core.joint_persons(p_ticket uuid) returns integer[]
language sql stable as $$
	select 1 || array(select p.n from core.party p
		where p.ticket = p_ticket and p.role = 'joint' and p.ended is null order by p.n);
$$;
comment on function core.joint_persons(uuid) is 'Numbers of the complainants of a ticket; the caller is 1';
