create or replace function core.all_told(s core.step) returns void
language plpgsql stable as $$
declare
	whom text;
	rule_ text;
begin
	select string_agg(w.name || ':' || x.name, '、' order by w.sort), min(x.rule) into whom, rule_
	from core.still_to_tell((s.t).ticket, (s.t).outcome) x
	join core.code w on w.tbl = 'contact_whom' and w.code = x.party;
	if whom is not null then
		perform core.refuse('', 'Still to be told: %s (%s). It is entered in the ledger of notices first ("notify").', whom, rule_);
	end if;
end $$;
comment on function core.all_told(core.step) is
	'Refuses a step while a party still has to be told of the decision';
