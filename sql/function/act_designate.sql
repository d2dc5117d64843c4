create or replace function core.act_designate(s core.step) returns core.step
language plpgsql as $$
declare
	up text := (s.t).outcome#>>'{dispute,superior}';
begin
	perform core.text_of(s.payload, 'detail', 1000);
	if up is null or not core.in_dispute((s.t).ticket) then
		perform core.refuse('', 'No dispute over who handles is on record.', '令121§33');
	elsif s.by_unit <> up and not s.by_unit = any ((select u.above from core.unit u where u.code = up)::text[]) then
		perform core.refuse('', 'Only the common superior of both, %s, designates who handles.',
			(select u.short_name from core.unit u where u.code = up), '令121§33');
	end if;
	s.log := s.payload || jsonb_build_object('unit', s.unit);
	s.t.outcome := (s.t).outcome - 'dispute';
	return s;
end $$;
comment on function core.act_designate(core.step) is 'The common superior designates which unit handles (order 121 article 33)';
