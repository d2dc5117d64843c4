-- Checks only for an operator who may know the reporter: any other would learn by trying.  The check counts
-- as a look-up.
create or replace function core.no_reporter(s core.step, p_keys text[]) returns void
language plpgsql as $$
declare
	r core.reporter;
	k text;
	numbers text[];
begin
	if (s.t).kind <> 'report' or not s.payload ?| p_keys or not core.may_know(s.who, s.t) then
		return;
	end if;
	foreach k in array p_keys loop
		perform core.text_of(s.payload, k, 3000);
	end loop;
	perform core.held_against(s.who, (select string_agg(s.payload->>x, E'\n' order by x) from unnest(p_keys) x));
	select * into r from core.reporter x where x.ticket = (s.t).ticket;
	foreach k in array p_keys loop
		numbers := core.numbers_in(k, s.payload->>k);
		if core.says_one(s.payload->>k, numbers, r.name)
			or length(r.phone) > 6 and core.says_one(s.payload->>k, numbers, r.phone)
			or length(r.phone2) > 6 and core.says_one(s.payload->>k, numbers, r.phone2) then
			perform core.refuse(k, 'This would say who reported: leave it out.', '令121§37');
		end if;
	end loop;
end $$;
comment on function core.no_reporter(core.step, text[]) is
	'Refuses a text for other readers that contains the name or number of the reporter';
