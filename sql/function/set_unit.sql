-- p_what: the new name, short, parent, tier, division, initials, phone, address; keys left out stay
-- unchanged. close, open: 1.  shipped: 1 lets the next load restore the shipped row.
create or replace function core.set_unit(p_unit text, p_what jsonb) returns void
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	u core.unit;
	why text;
	held record;
begin
	-- Two units moved at the same time could form a ring.
	lock table core.unit in share row exclusive mode;
	select * into u from core.unit where code = p_unit;
	if u.code is null and (p_unit !~ '^[0-9A-Z]{9}$' or not p_what ?& '{name,parent,tier}') then
		perform core.refuse('unit', 'There is no unit %s.  A new one has a code of nine digits or capital letters, a name, a superior unit and a tier.',
			left(p_unit, 20));
	elsif u.tier = '1' and p_what ?| '{parent,tier,close}' then
		perform core.refuse('parent', 'The topmost unit stays where it is.');
	end if;
	u.code := p_unit;
	u.name := coalesce(p_what->>'name', u.name);
	u.short_name := coalesce(p_what->>'short', u.short_name, u.name);
	u.parent := coalesce(p_what->>'parent', u.parent);
	u.tier := coalesce(p_what->>'tier', u.tier);
	u.division := coalesce(p_what->>'division', u.division, '');
	u.initials := coalesce(p_what->>'initials', u.initials, '');
	u.flags := coalesce(u.flags, '');
	u.local := not p_what ? 'shipped';
	u.valid_to := case when p_what ?| '{open,shipped}' then 'infinity' when p_what ? 'close' then core.day(now()) - 1
		else coalesce(u.valid_to, 'infinity') end;
	u.epoch := nextval('core.epoch');
	if u.valid_to >= core.day(now()) then
		perform core.unit_sound(u);
	end if;
	select * into held from core.unit_holds(p_unit);
	if p_what ? 'close' and (held.tickets, held.operators, held.units) <> (0, 0, 0) then
		perform core.refuse('unit', 'The unit %s is not closed: open tickets %s, operators %s, units below %s.',
			u.short_name, held.tickets::text, held.operators::text, held.units::text);
	elsif exists (select from core.unit x where x.parent = p_unit and x.tier ~ '^[1-5]$' and x.tier <= u.tier
		and x.valid_to >= core.day(now())) then
		perform core.refuse('tier', 'A unit right below has tier %s: it would not stand below any more.',
			(select min(x.tier) from core.unit x where x.parent = p_unit));
	end if;
	u.above := coalesce((select p.code || p.above from core.unit p where p.code = u.parent), '{}');
	insert into core.unit select u.* on conflict (code) do update set name = u.name, short_name = u.short_name,
		parent = u.parent, tier = u.tier, division = u.division, initials = u.initials, above = u.above, epoch = u.epoch,
		local = u.local, valid_to = u.valid_to;
	update core.unit x set above = x.above[:array_position(x.above, p_unit)] || u.above, epoch = u.epoch
	where p_unit = any (x.above) and x.above <> x.above[:array_position(x.above, p_unit)] || u.above;
	if p_what ?| '{phone,address}' then
		why := core.set_office(p_unit, null, p_what->>'phone', p_what->>'address');
		if why <> '' then
			raise exception using errcode = 'GS001', message = why, detail = 'phone', hint = '[]';
		end if;
	end if;
	insert into audit.admin (what, detail) values ('unit', p_what || jsonb_build_object('unit', p_unit));
end $$;
comment on function core.set_unit(text, jsonb) is
	'Adds, renames, moves, closes or opens a unit of this installation; no load changes it afterwards';
