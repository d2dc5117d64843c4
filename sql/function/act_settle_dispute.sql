-- An agreement of two units moves nothing by itself: no unit passes a ticket sideways (order 121 article 41).
create or replace function core.act_settle_dispute(s core.step) returns core.step
language plpgsql as $$
declare
	d jsonb := (s.t).outcome->'dispute';
begin
	perform core.code_check(s.payload, '{result,dispute_result}', core.day(s.at));
	perform core.text_of(s.payload, 'detail', 1000);
	if d is null or not core.in_dispute((s.t).ticket) then
		perform core.refuse('', 'No dispute over who handles is on record.', '令121§33');
	elsif s.payload->>'result' = '1' then
		s.t.outcome := (s.t).outcome - 'dispute';
		return s;
	elsif d ? 'result' then
		perform core.refuse('result', 'It lies with %s already, which designates who handles.',
			(select u.short_name from core.unit u where u.code = d->>'superior'), '令121§33');
	end if;
	s.t.outcome := (s.t).outcome || jsonb_build_object('dispute', d || jsonb_build_object('result',
		s.payload->'result', 'reported', s.at));
	return s;
end $$;
comment on function core.act_settle_dispute(core.step) is
	'Ends a dispute over the handling unit by agreement to handle the ticket here, or submits it to '
	'the common superior';
