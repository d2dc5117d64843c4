-- Tickets are found by pairs of characters; a single character is compared with the beginning of the
-- respondent.
create or replace function core.find_text(p_who core.who, p_words text[]) returns uuid[]
language plpgsql stable as $$
declare
	words text[] := array(select core.fold(w) from unnest(p_words) w where core.fold(w) <> '');
	pairs text[] := array(select distinct g from unnest(words) w, unnest(core.grams(w)) g);
begin
	if words = '{}' then
		return '{}'::uuid[];
	elsif pairs = '{}' then
		return array(select t.ticket from core.ticket t
			where t.respondent <> '' and core.fold(t.respondent) ~>=~ words[1]
				and core.fold(t.respondent) ~<~ (words[1] || U&'\+10FFFF')
				and core.holds_words(t, words) and core.may_see(t.unit, t.held, p_who.units)
			order by t.received desc limit core.setting('found_max')::integer);
	end if;
	return array(select t.ticket from core.ticket_words f join core.ticket t using (ticket)
		where f.grams @> pairs and core.holds_words(t, words) and core.may_see(t.unit, t.held, p_who.units)
		order by t.received desc limit core.setting('found_max')::integer);
end $$;
comment on function core.find_text(core.who, text[]) is
	'Tickets the operator may see with all these words in respondent and title';
