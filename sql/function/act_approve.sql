create or replace function core.act_approve(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'note', 1000);
	perform core.not_replier(s);
	if (s.t).state in ('TS22', 'TS43') then
		s := core.office_decides(s);
	elsif (s.t).state = 'TS60' then
		perform core.all_told(s);
	end if;
	if (s.t).outcome->'proposal' is not null then
		s.t.outcome := core.as_decided(s.t, s.at);
	end if;
	return s;
end $$;
comment on function core.act_approve(core.step) is
	'Approves a proposal or a closing; refused to an operator who handled the ticket or replied';
