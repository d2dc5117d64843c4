-- A step that tells a party makes an entry of the ledger like any other: its operator answers for it, and it
-- can be retracted.  The step holds what was said.
create or replace function core.told_by_step(s core.step, p_matter text, p_party text) returns core.step
language plpgsql as $$
declare
	form jsonb := s.payload;
begin
	if s.payload->>'notify' = '9' then
		perform core.refuse('notify', 'This is no way of telling anybody.', '令121§15');
	end if;
	perform core.code_check(s.payload, '{notify,reply_method,outcome,contact_outcome}', core.day(s.at));
	s.payload := form - '{detail,document}'::text[] || jsonb_build_object('outcome', coalesce(nullif(form->>'outcome', ''),
		case when form->>'notify' in ('2', '6') then 'reached' else 'delivered' end));
	s := core.notice_put(s, p_matter, p_party);
	s.payload := form;
	return s;
end $$;
comment on function core.told_by_step(core.step, text, text) is
	'Enters into the ledger of notices the party that a step told: how and when as its form says, '
	'else now';
