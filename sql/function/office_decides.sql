-- Order 121 articles 13 and 15: the county decides, its stations prepare.  An operator who leads both decides
-- as the office.
create or replace function core.office_decides(s core.step) returns core.step
language plpgsql stable as $$
declare
	above_ text[];
	office_ text;
begin
	if core.setting('station_decides') = '1' or not exists (select from core.unit u where u.code = s.by_unit and u.tier = '5') then
		return s;
	end if;
	select u.above into above_ from core.unit u where u.code = (s.t).unit;
	office_ := core.acts_at(s.who, (s.r).duty, 'superior', (s.t).unit, above_, (s.t).registered_unit);
	if office_ is null then
		perform core.refuse('', 'A station prepares this decision; it is taken at %s.',
			(select short_name from core.unit where code = core.office_of((s.t).unit)), '令121§13');
	end if;
	s.by_unit := office_;
	s.behalf := core.stands_for(s.who, (s.r).duty, office_);
	return s;
end $$;
comment on function core.office_decides(core.step) is
	'Takes a step as the office; refused to an operator who leads only the station, unless the '
	'setting station_decides allows it';
