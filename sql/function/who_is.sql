-- Volatile, so that each call reads anew: a cursor opened while the operator had a duty must not keep it.
create or replace function core.who_is(p_name text) returns core.who
language plpgsql as $$
declare
	w core.who;
	shut boolean;
	given boolean;
begin
	-- An older snapshot would still show rights that have ended since.
	if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
		raise exception 'A transaction of this kind is not served.' using errcode = 'GS003';
	end if;
	select o.name, o.label, o.number, o.unit, d.duties, d.units, d.stands, o.locked or o.valid_to < core.day(now()),
		o.password_xid is not null
	into w.name, w.label, w.number, w.unit, w.duties, w.units, w.stands, shut, given
	from core.operator o, core.duties_of(o.name) d
	where o.name = p_name;
	if not found then
		raise exception 'You are not enrolled here.' using errcode = '28000';
	end if;
	if shut then
		raise exception 'Your account is locked or has expired.' using errcode = '28000';
	end if;
	if given and core.password_due(p_name) then
		raise exception 'An administrator set this password: change it first.' using errcode = '28G01';
	end if;
	return w;
end $$;
comment on function core.who_is(text) is
	'An operator with the duties of today, own and as a substitute; fails for one who is locked, '
	'expired or unknown';
