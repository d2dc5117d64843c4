create or replace function core.suggest_at(p_division text, p_address text, p_reason text)
returns table (unit text, name text, station boolean, reason text, hits integer, total integer)
language plpgsql stable as $$
#variable_conflict use_column
declare
	bureau core.unit;
	post core.unit;
	recent text[];
	rest text;
begin
	select * into bureau from core.unit u
	where u.division in (left(p_division, 6), left(p_division, 4)) and u.tier in ('3', '4')
		and u.valid_to >= core.day(now())
	order by length(u.division) desc, u.code limit 1;
	if not found then
		return;
	end if;
	if length(p_division) = 9 then
		select * into post from core.unit u where u.division = p_division and u.tier = '5'
			and u.valid_to >= core.day(now()) limit 1;
		reason := p_reason;
	end if;
	if post.code is null and p_address <> '' then
		select replace(p_address, c.name, '') into rest from core.division c where c.code = bureau.division;
		select u.* into post from core.unit u
		left join core.division d on d.code = u.division
		where u.parent = bureau.code and u.tier = '5' and u.valid_to >= core.day(now())
			and (position(d.name in rest) > 0
				or length(regexp_replace(d.name, '(街道|镇|乡)$', '')) >= 2
				and position(regexp_replace(d.name, '(街道|镇|乡)$', '') in rest) > 0)
		order by position(d.name in rest) > 0 desc, length(d.name) desc limit 1;
		reason := 'Town named in the address';
	end if;
	recent := array(select p.unit from core.precedent p
		where p.division = p_division order by p.at desc limit 100);
	total := cardinality(recent);
	unit := bureau.code;
	name := bureau.short_name;
	station := false;
	hits := (select count(*) from unnest(recent) r(code) join core.unit u using (code)
		where u.code = bureau.code or bureau.code = any (u.above));
	if post.code is null then
		reason := p_reason;
		return next;
		return;
	end if;
	return query values (unit, name, station, p_reason, hits, total);
	unit := post.code;
	name := post.short_name;
	station := true;
	hits := (select count(*) from unnest(recent) r(code) where r.code = post.code);
	return next;
end $$;
comment on function core.suggest_at(text, text, text) is 'County bureau and station for one place';
