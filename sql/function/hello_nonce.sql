-- A store presents the nonce of its last greeting (held) and the one it will present next; it writes both to
-- its disk before it calls, so that it can repeat a greeting whose answer was lost.  A store that presents
-- anything older was copied or restored from a backup; a store ahead of the centre means that the centre was
-- restored, which is not the store's fault.
create or replace function core.hello_nonce(p_name text, p_store uuid, p jsonb) returns jsonb
language plpgsql as $$
declare
	turn_ bigint := (p->>'turn')::bigint;
	held_ uuid := (p->>'held')::uuid;
	next_ uuid := (p->>'next')::uuid;
	seq_ bigint := (p->>'seq')::bigint;
	s core.store;
	fork boolean := false;
begin
	if p_store is null or turn_ is null or next_ is null or seq_ is null then
		return null;
	end if;
	select * into s from core.store where store = p_store and operator = p_name for update;
	-- What another operator sent under this store number does not concern this operator.
	if exists (select from core.applied a where a.store = p_store and a.seq >= seq_ and a.operator = p_name)
		or exists (select from core.told_again a join core.applied x on x.op_id = a.op_id
			where a.store = p_store and a.seq >= seq_ and x.operator = p_name) then
		fork := true;
	-- A store number that another operator used to send or greet belongs to that operator, whoever
	-- presents it now.
	elsif s.store is null and (exists (select from core.applied a where a.store = p_store and a.operator <> p_name)
		or exists (select from core.store x where x.store = p_store and x.turn > 2)) then
		fork := true;
	elsif s.store is null then
		if (select count(*) from core.store x where x.operator = p_name and x.at > now() - interval '1 day') >= 50 then
			perform core.alarm(p_name, 'too many new desks', jsonb_build_object('store', p_store));
			return jsonb_build_object('fork', false);
		end if;
		insert into core.store (store, operator, turn, nonce, before)
		values (p_store, p_name, turn_ + 1, next_, held_);
	elsif turn_ > s.turn or (turn_ = s.turn and held_ = s.nonce) then
		update core.store set turn = turn_ + 1, nonce = next_, before = held_, at = now()
		where store = p_store and operator = p_name;
	else
		fork := not (turn_ = s.turn - 1 and next_ = s.nonce and held_ is not distinct from s.before);
	end if;
	if fork then
		perform core.alarm(p_name, 'a copied or older store called',
			jsonb_build_object('store', p_store, 'turn', turn_, 'seq', seq_, 'known', s.turn));
	end if;
	return jsonb_build_object('fork', fork);
exception
	when unique_violation then
		raise exception 'greeted twice at once' using errcode = '40001';
end $$;
comment on function core.hello_nonce(text, uuid, jsonb) is
	'Whether the calling store is the one that greeted last: {"fork": true} tells a copy to take an '
	'identity of its own';
