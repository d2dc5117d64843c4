create or replace function core.register_refusal(p_name text, p_store uuid, p jsonb) returns void
language plpgsql stable as $$
declare
	kind_ text := coalesce(p->>'kind', '');
begin
	if kind_ not in ('complaint', 'report', 'enquiry') then
		perform core.refuse('kind', 'A ticket is a complaint, a report or an enquiry.');
	end if;
	perform core.need_check(p, (select t.need from core.transition t
		where t.kind = kind_ and t.action = 'register' and t.from_state = '' and core.when_holds(t.only_when, p)
		order by t.sort limit 1));
	perform core.number_check(core.who_is(p_name), p_store, p->>'regno');
	perform core.uuid_of(p, 'call');
	perform core.anonymous_check(p, kind_);
	if kind_ = 'complaint' and not core.flag_of(p, 'major') then
		perform core.phone_check(p);
	end if;
	perform core.intake_check(p, kind_, core.day(core.received_of(p, now())));
end $$;
comment on function core.register_refusal(text, uuid, jsonb) is
	'Raises the first fault of a registration, if it has one';
