-- A major incident may be registered with less (its row has +major): the statutory facts are then supplied
-- before a decision.
create or replace function core.registration_need(p_kind text) returns text[]
language sql stable as $$
	select array(select n from core.transition t, unnest(t.need) n
		where t.kind = p_kind and t.action = 'register' and left(t.only_when, 1) <> '+'
			and n not in ('kind', 'regno', 'call', 'received'));
$$;
comment on function core.registration_need(text) is
	'The keys that a registration of this kind needs, from the rows of the procedure';
