-- Only before who may know the reporter: whoever may not would learn by trying.
create or replace function core.no_reporter(s core.step, p_keys text[]) returns void
language plpgsql stable as $$
declare
	r core.reporter;
	k text;
begin
	if (s.t).kind <> 'report' or not core.may_know(s.who, s.t) then
		return;
	end if;
	select * into r from core.reporter x where x.ticket = (s.t).ticket;
	foreach k in array p_keys loop
		if length(r.name) > 1 and position(r.name in s.payload->>k) > 0
			or length(r.phone) > 6 and position(r.phone in s.payload->>k) > 0
			or length(r.phone2) > 6 and position(r.phone2 in s.payload->>k) > 0 then
			perform core.refuse(k, 'This would say who reported: leave it out.', '令121§37');
		end if;
	end loop;
end $$;
comment on function core.no_reporter(core.step, text[]) is 'Refuses a text that others read with the name or number of the reporter in it';
