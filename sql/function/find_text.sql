create or replace function core.find_text(p_who core.who, p_text text) returns uuid[]
language plpgsql stable as $$
declare
	part text := '%' || replace(replace(replace(p_text, '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
	return array(
		(select t.ticket from core.ticket t
		where t.respondent <> '' and t.respondent ~>=~ p_text and t.respondent ~<~ (p_text || U&'\+10FFFF')
		limit 500)
		union
		(select t.ticket from (select name from core.trader where grams @> core.grams(p_text)
				and name like part limit 20) r
		join core.ticket t on t.respondent = r.name and t.respondent <> '' limit 500)
		union
		(select x.ticket from unnest(p_who.units) p(unit), unnest(array(select code from core.state)) q(state),
			lateral (select t.ticket, t.title, t.respondent from core.ticket t
				where t.unit = p.unit and t.state = q.state order by t.rank desc limit 500) x
		where x.title like part or x.respondent like part limit 200)
		union
		(select x.ticket from (select t.ticket, t.title, t.respondent from core.ticket t
			where t.registered_by = p_who.name order by t.received desc limit 1000) x
		where x.title like part or x.respondent like part limit 200));
end $$;
comment on function core.find_text(core.who, text) is 'Tickets by respondent, or by title among the newest at one''s units';
