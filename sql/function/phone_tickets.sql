-- A number also finds its extensions; a number with an extension finds that one and the number without it.  A
-- text without digits is a name in the form of core.fold.
create or replace function core.phone_tickets(p_phone text) returns setof uuid
language sql stable as $$
	with p as (select array_remove(array[p_phone, split_part(p_phone, '-', 1)], '') as same,
		case when p_phone ~ '^[+]?[0-9]+$' then p_phone end as board,
		case when p_phone !~ '[0-9]' then nullif(p_phone, '') end as name)
	select c.ticket from p join core.caller c on c.phone = any (p.same) and c.phone <> ''
	union select c.ticket from p join core.caller c on c.phone2 = any (p.same) and c.phone2 <> ''
	union select r.ticket from p join core.reporter r on r.phone = any (p.same) and r.phone <> ''
	union select r.ticket from p join core.reporter r on r.phone2 = any (p.same) and r.phone2 <> ''
	union select y.ticket from p join core.party y on y.phone = any (p.same) and y.phone <> '' and y.ended is null
	union select y.ticket from p join core.party y on y.phone2 = any (p.same) and y.phone2 <> '' and y.ended is null
	union select c.ticket from p join core.caller c on split_part(c.phone, '-', 1) = p.board and c.phone like '%-%'
	union select c.ticket from p join core.caller c on split_part(c.phone2, '-', 1) = p.board and c.phone2 like '%-%'
	union select r.ticket from p join core.reporter r on split_part(r.phone, '-', 1) = p.board and r.phone like '%-%'
	union select r.ticket from p join core.reporter r on split_part(r.phone2, '-', 1) = p.board and r.phone2 like '%-%'
	union select y.ticket from p join core.party y
		on split_part(y.phone, '-', 1) = p.board and y.phone like '%-%' and y.ended is null
	union select y.ticket from p join core.party y
		on split_part(y.phone2, '-', 1) = p.board and y.phone2 like '%-%' and y.ended is null
	union select c.ticket from p join core.caller c on core.fold(c.name) = p.name and c.name <> ''
	union select r.ticket from p join core.reporter r on core.fold(r.name) = p.name and r.name <> ''
	union select y.ticket from p join core.party y on core.fold(y.name) = p.name and y.name <> '' and y.ended is null;
$$;
comment on function core.phone_tickets(text) is
	'Tickets of a telephone number in its normal form, or of a name, regardless of who may see them: '
	'caller, reporter, complainants and agents';
