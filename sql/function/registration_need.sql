-- A major incident is registered with less (its row has +major): what the law asks for is then given before a decision.
create or replace function core.registration_need(p_kind text) returns text[]
language sql stable as $$
	select array(select n from core.transition t, unnest(t.need) n
		where t.kind = p_kind and t.action = 'register' and left(t.only_when, 1) <> '+'
			and n not in ('kind', 'regno', 'call', 'received'));
$$;
comment on function core.registration_need(text) is 'What the registration of this kind has to say, as rows of the procedure name it';
