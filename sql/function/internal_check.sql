create or replace function core.internal_check(s core.step, r core.transition) returns void
language plpgsql stable as $$
begin
	if r.scope = 'self' and r.target in ('below', 'sibling', 'parent')
		and exists (select from core.unit u where u.code = (s.t).unit and u.tier = 'S') then
		perform core.refuse('', 'An internal unit handles what it gets or returns it, it does not send it on: return it with the reason.', '令121§41');
	end if;
end $$;
comment on function core.internal_check(core.step, core.transition) is
	'Refuses to send a ticket on from an internal unit of an office (order 121 article 41)';
