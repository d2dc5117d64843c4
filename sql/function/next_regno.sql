-- For tickets that the centre makes of others; desks use leased numbers from the same lanes.
create or replace function core.next_regno(p_unit text, p_op uuid, p_operator text, p_at timestamptz) returns text
language plpgsql as $$
declare
	place integer;
	number bigint;
begin
	if p_operator = session_user then
		perform core.meter_lock(p_operator);
	end if;
	if (select count(*) from core.serial c where c.unit = p_unit) < 16 then
		perform core.lanes(p_unit);
	end if;
	select c.lane into place from core.serial c
	where c.unit = p_unit and c.last < least((c.lane + 1) * 6250000, 99999999)
	order by c.lane limit 1 for update skip locked;
	if not found and not exists (select from core.serial c
		where c.unit = p_unit and c.last < least((c.lane + 1) * 6250000, 99999999)) then
		perform core.refuse('', 'This unit has no registration numbers left.');
	elsif place is null then
		raise exception 'every lane is held' using errcode = '55P03';
	end if;
	update core.serial c set last = c.last + 1 where c.unit = p_unit and c.lane = place returning c.last into number;
	insert into core.lease (request, store, operator, unit, first, last)
	values (md5(p_op || ' ' || number)::uuid, '00000000-0000-0000-0000-000000000000', p_operator, p_unit, number, number);
	return p_unit || to_char(core.day(p_at), 'YYYYMMDD') || lpad(number::text, 8, '0');
end $$;
comment on function core.next_regno(text, uuid, text, timestamptz) is
	'Draws one registration number of a unit at the centre';
