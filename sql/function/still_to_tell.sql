create or replace function core.still_to_tell(p_ticket uuid, p_outcome jsonb default null)
returns table (matter text, name text, party text, due date, rule text)
language sql stable as $$
	select x.matter, x.name, x.party, x.due, x.rule from core.to_tell(p_ticket, p_outcome) x
	where x.told is null order by x.due, x.matter, x.party;
$$;
comment on function core.still_to_tell(uuid, jsonb) is
	'The parties a running clock still requires to be told, and by which day';
