create or replace function core.unit_sound(u core.unit) returns void
language plpgsql stable as $$
declare
	up core.unit;
begin
	if coalesce(length(u.name), 0) not between 1 and 60 or coalesce(length(u.short_name), 0) not between 1 and 30
		or u.name || u.short_name ~ '[[:cntrl:]]' or btrim(u.name) = '' or btrim(u.short_name) = '' then
		perform core.refuse('name', 'A unit has a name of at most 60 characters and a short name of at most 30, each on one line.');
	elsif coalesce(u.tier, '') !~ '^[1-5SEO]$' then
		perform core.refuse('tier', 'A tier is 1 nation, 2 province, 3 city, 4 county, 5 station, S internal unit, E entrusted body or O enterprise.');
	elsif u.initials !~ '^[a-z|]{0,60}$' then
		perform core.refuse('initials', 'Initials are small letters, readings separated by a bar.');
	elsif u.division <> '' and not exists (select from core.division d where d.code = u.division) then
		perform core.refuse('division', 'There is no division %s.', left(u.division, 20));
	elsif u.tier = '1' then
		return;
	end if;
	perform core.unit_check(u.parent);
	select * into up from core.unit where code = u.parent;
	if u.code in (up.code, '') or u.code = any (up.above) then
		perform core.refuse('parent', 'The unit %s stands below %s itself.', up.short_name, u.short_name);
	elsif up.tier !~ '^[1-4]$' or u.tier ~ '^[1-5]$' and up.tier >= u.tier then
		perform core.refuse('parent', 'The unit %s cannot stand below %s: its tier is not above.', u.short_name, up.short_name);
	end if;
end $$;
comment on function core.unit_sound(core.unit) is 'Refuses a unit with an invalid place in the tree';
