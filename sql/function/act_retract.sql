create or replace function core.act_retract(s core.step) returns core.step
language plpgsql as $$
declare
	old core.notice;
	next_ integer;
	base_ text;
begin
	if coalesce(s.payload->>'entry', '') !~ '^[0-9]{1,6}$' then
		perform core.refuse('entry', 'This is not the number of an entry.');
	end if;
	perform core.text_of(s.payload, 'reason', 500);
	select * into old from core.notice x where x.ticket = (s.t).ticket and x.n = (s.payload->>'entry')::integer;
	if old.n is null or old.retracts is not null then
		perform core.refuse('entry', 'There is no such entry.');
	end if;
	if exists (select from core.notice x where x.ticket = old.ticket and x.retracts = old.n) then
		perform core.refuse('entry', 'This entry has been taken back already.');
	end if;
	select max(x.n) + 1 into next_ from core.notice x where x.ticket = old.ticket;
	insert into core.notice (ticket, n, op, at, operator, by_unit, matter, party, channel, address, told, outcome,
		evidence, document, detail, retracts)
	values (old.ticket, next_, s.op, s.at, (s.who).name, s.by_unit, old.matter, old.party, '', '', s.at, '', '', '',
		s.payload->>'reason', old.n);
	select m.extra->>'clock' into base_ from core.code m where m.tbl = 'notice_matter' and m.code = old.matter;
	if base_ in ('D01', 'D03', 'D06') then
		perform core.clock_untold((s.t).ticket, base_, (s.t).outcome);
		s.clock := 'told ' || base_;
	end if;
	return s;
end $$;
comment on function core.act_retract(core.step) is
	'Retracts a wrong entry of the ledger, with the reason; both entries stay, and a clock that the '
	'entry had stopped runs on';
