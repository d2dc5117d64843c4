-- All words must be found in one ticket.  The name of a person is looked up whole and recorded, like a
-- number; one word of a search only, because core.meter_take allows one look-up at a time.
create or replace function core.find_all(p_who core.who, p_text text) returns uuid[]
language plpgsql as $$
declare
	v text := btrim(regexp_replace(normalize(coalesce(p_text, ''), NFKC), '\s+', ' ', 'g'));
	word text;
	words text[] := '{}'::text[];
	named jsonb := '{}'::jsonb;
	ids uuid[];
	looked boolean := false;
begin
	if v ~ '^#?[0-9 -]+$' or v ~ '^#?[0-9A-Z]{9}[0-9]{16}$' or core.is_phone(v) then
		return core.find_digits(p_who, v) || case when length(v) > 1 then core.find_text(p_who, array[v]) else '{}' end;
	end if;
	foreach word in array regexp_split_to_array(v, ' ') loop
		if word ~ '^#?[0-9]{3,25}$' or core.is_phone(word) then
			-- Either of two telephone numbers of one call finds it.
			continue when core.is_phone(word) and looked;
			looked := looked or core.is_phone(word);
			ids := case when ids is null then core.find_digits(p_who, word)
				else array(select unnest(ids) intersect select unnest(core.find_digits(p_who, word))) end;
		elsif core.fold(word) <> '' then
			words := words || core.fold(word);
			if not looked and v !~ '[0-9]{7}' and word ~ '^[\u3400-\u9fff]{2,4}$|^[\u3400-\u9fff]+[·•‧・]' then
				looked := true;
				named := named || jsonb_build_object(core.fold(word), to_jsonb(core.look_up(p_who, core.fold(word))));
			end if;
		end if;
	end loop;
	if ids is null then
		ids := core.find_text(p_who, words) || array(select e.value::uuid from jsonb_each(named) k, jsonb_array_elements_text(k.value) e);
	end if;
	return array(select t.ticket from core.ticket t where t.ticket = any (ids)
		and not exists (select from unnest(words) w
			where not core.holds_words(t, array[w]) and not coalesce(named->w ? t.ticket::text, false)));
end $$;
comment on function core.find_all(core.who, text) is
	'Tickets by the words of a search: numbers, names, words of respondent and title';
