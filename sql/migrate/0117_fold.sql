-- 0117 -- names are compared in one form everywhere (core.fold): it finds a respondent's tickets and traders.
set local role gangshao_owner;

create or replace function core.plain(p_text text) returns text
language sql immutable parallel safe as $$
	select regexp_replace(lower(normalize(coalesce(p_text, ''), NFKC)),
		'[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff·•‧∙⋅・･·]', '', 'g');
$$;
comment on function core.plain(text) is
	'A text without differences of width and case, without blanks, invisible characters and the dots '
	'inside names';
-- Index core.ticket_folded and column core.trader.grams are computed with it: a change here needs a migration
-- that computes them anew.
create or replace function core.fold(p_name text) returns text
language sql immutable parallel safe as $$
	select coalesce(nullif(regexp_replace(core.plain(p_name), '[^[:alnum:]]', '', 'g'), ''), core.plain(p_name));
$$;
comment on function core.fold(text) is
	'The form in which names are compared everywhere: without width, case, blanks, dots, brackets and '
	'other signs';

create index ticket_folded on core.ticket (core.fold(respondent) text_pattern_ops, received) where respondent <> '';
comment on index core.ticket_folded is 'Tickets by respondent, however the name is written';
drop index core.ticket_respondent;
update core.trader t set grams = (select coalesce(array_agg(distinct substr(f, i, 2)), '{}')
	from core.fold(t.name) f, generate_series(1, length(f) - 1) i);
comment on column core.trader.grams is 'Pairs of neighbouring characters of the name as it is compared (core.fold)';
