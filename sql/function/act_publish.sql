create or replace function core.act_publish(s core.step) returns core.step
language plpgsql as $$
declare
	body_ jsonb := core.publication_body(s.t);
	bad record;
	n_ integer;
begin
	if core.setting('publish') <> '1' then
		perform core.refuse('', 'Publication is switched off here.');
	elsif not core.flag_of((s.t).facts, 'agreepub') then
		perform core.refuse('', 'The complainant has not agreed that it is published.', '令121§38');
	end if;
	perform core.joint_consent(s, 'publish');
	select * into bad from core.publish_excluded(s.t, s.payload);
	if bad.name is not null then
		perform core.refuse(bad.field, 'This complaint is not published: %s.', bad.name);
	elsif core.day(s.at) < (body_->>'closed')::date + core.setting('publish_wait_days')::integer then
		perform core.refuse('', 'It may be published %s days after it was closed.', core.setting('publish_wait_days'));
	elsif core.day(s.at) > (body_->>'closed')::date + core.setting('publish_years')::integer * interval '1 year' then
		perform core.refuse('', 'It was closed more than %s years ago.', core.setting('publish_years'));
	elsif exists (select from core.caller c, jsonb_each_text(c.detail) e where c.ticket = (s.t).ticket
		and e.key = any (core.identifying())
		and length(btrim(e.value)) >= 2 and position(btrim(e.value) in body_::text) > 0) then
		perform core.refuse('', 'The text to be published would tell who complained.');
	end if;
	perform core.text_of(s.payload, 'note', 1000);
	select coalesce(max(p.n), 0) + 1 into n_ from core.publication p where p.ticket = (s.t).ticket;
	insert into core.publication (ticket, n, op, at, operator, by_unit, unit, body)
	values ((s.t).ticket, n_, s.op, s.at, (s.who).name, s.by_unit, (s.t).unit, body_);
	s.log := s.log || jsonb_build_object('published', body_);
	return s;
end $$;
comment on function core.act_publish(core.step) is 'Publishes a closed complaint whose complainant agreed: a masked text made from a whitelist';
