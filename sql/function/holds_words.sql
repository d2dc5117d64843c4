create or replace function core.holds_words(t core.ticket, p_words text[]) returns boolean
language sql immutable parallel safe as $$
	select coalesce(bool_and(position(w in core.fold(t.respondent)) > 0 or position(w in core.fold(t.title)) > 0), true)
	from unnest(p_words) w;
$$;
comment on function core.holds_words(core.ticket, text[]) is
	'Whether respondent or title of a ticket contain each of these words, folded';
