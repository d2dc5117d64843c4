-- A closing that is not approved: either the reply is corrected, and its clock for telling runs again where a
-- party has not been told; or the decision itself is undone, and with it everything the outcome says of it.
create or replace function core.undecided(s core.step) returns core.step
language plpgsql as $$
declare
	back text := coalesce(nullif(s.payload->>'back', ''), 'wording');
	declined boolean := (s.t).outcome ? 'naccode';
	told text := case s.state when 'TS51' then 'D03' when 'TS31' then 'D01' end;
begin
	if back = 'wording' then
		if told is not null then
			perform core.clock_untold((s.t).ticket, told, (s.t).outcome);
			s.clock := 'told ' || told;
		end if;
		return s;
	elsif back = 'mediate' and declined then
		perform core.refuse('back', 'This complaint was declined: it is examined anew, not mediated.');
	elsif back = 'examine' and not declined then
		perform core.refuse('back', 'This complaint was accepted: it is mediated further, not examined anew.');
	elsif (select e.action from core.event e where e.ticket = (s.t).ticket and e.to_state = 'TS51' and e.from_state not in ('TS51', 'TS60')
		order by e.n desc limit 1) = 'withdraw' and (s.t).outcome ? 'ground' then
		perform core.refuse('back', 'The complainant withdrew: no decision is undone, only the wording can be mended.', '令121§23');
	end if;
	s.t.outcome := (s.t).outcome - '{naccode,naccontent,declined,ground,found,crime,endreason,transfer_to,intenddate,mediate_result,
		paper,disam,redecolos,spiameam,douameam,tortype,cheatsign,defobl,handleadvice,feedbacktime,replied_by}'::text[]
		- case when declined then 'acctime' else '' end;
	return s;
end $$;
comment on function core.undecided(core.step) is
	'Sends a closing back: for its wording, or to mediation or examination with the decision undone';
