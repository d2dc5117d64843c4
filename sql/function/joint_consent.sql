create or replace function core.joint_consent(s core.step, p_matter text) returns void
language plpgsql stable as $$
declare
	lacking text;
begin
	select string_agg(p.who::text, ', ' order by p.who) into lacking
	from unnest(core.joint_represented(s.t, core.day(s.at))) p(who)
	where not exists (select from core.event e where e.ticket = (s.t).ticket and e.action = 'consent'
		and e.payload->>'matter' = p_matter and e.payload->'persons' ? p.who::text
		and e.n > coalesce((select max(x.n) from core.event x where x.ticket = e.ticket
			and x.action = case p_matter when 'settle' then 'agree' when 'waive' then 'amend'
				else p_matter end), 0));
	if lacking is not null then
		perform core.refuse('', 'This needs the consent of each one represented; it is not on record for: %s.',
			lacking, '令121§12');
	end if;
end $$;
comment on function core.joint_consent(core.step, text) is
	'Refuses a step the represented complainants have not consented to since it was last taken';
