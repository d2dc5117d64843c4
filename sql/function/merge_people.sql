-- Adds the caller of a merged ticket, its joint complainants and the agents of any of them, each unless
-- already there.  Returns the numbers of the added complainants.
create or replace function core.merge_people(s core.step, p_main uuid) returns integer[]
language plpgsql as $$
declare
	p core.party;
	new integer[] := '{}'::integer[];
	-- numbers in the merged ticket → numbers in the main one
	there jsonb := '{}'::jsonb;
	n_ integer;
	for_ integer;
	d record;
begin
	perform core.held_against(s.who, p_main::text);
	for d in select 1 as n, c.detail from core.caller c where c.ticket = (s.t).ticket
		union all select y.n, jsonb_build_object('pname', y.name) || y.detail from core.party y
		where y.ticket = (s.t).ticket and y.role = 'joint' and y.ended is null order by 1
	loop
		n_ := core.party_put(s, p_main, 'joint', d.detail, (s.t).ticket);
		new := case n_ when 0 then new else new || n_ end;
		there := there || jsonb_build_object(d.n::text, case n_ when 0 then core.party_in(p_main, d.detail) else n_ end);
	end loop;
	for p in select * from core.party y where y.ticket = (s.t).ticket and y.role = 'agent' and y.ended is null
		and y.until >= core.day(s.at) order by y.n
	loop
		for_ := nullif((there->>coalesce(p.acts_for, 1)::text)::integer, 1);
		continue when not there ? coalesce(p.acts_for, 1)::text or exists (select from core.party y where y.ticket = p_main
			and y.role = 'agent' and y.ended is null and y.until >= core.day(s.at) and y.acts_for is not distinct from for_);
		n_ := core.party_put(s, p_main, 'agent', jsonb_build_object('pname', p.name) || p.detail || jsonb_build_object('scope', p.scope, 'until', p.until), (s.t).ticket);
		update core.party y set acts_for = for_ where y.ticket = p_main and y.n = n_;
	end loop;
	return new;
end $$;
comment on function core.merge_people(core.step, uuid) is
	'Adds the complainants of a merged ticket, and their agents, to the main one';
