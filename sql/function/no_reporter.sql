-- Checks only for an operator who may know the reporter: any other would learn by trying.  The check counts
-- as a look-up.
create or replace function core.no_reporter(s core.step, p_keys text[]) returns void
language plpgsql as $$
declare
	identity jsonb;
	k text;
begin
	if (s.t).kind <> 'report' or not s.payload ?| p_keys or not core.may_know(s.who, s.t) then
		return;
	end if;
	foreach k in array p_keys loop
		perform core.text_of(s.payload, k, 3000);
	end loop;
	perform core.held_against(s.who, (select string_agg(s.payload->>x, E'\n' order by x) from unnest(p_keys) x));
	select r.detail into identity from core.reporter r where r.ticket = (s.t).ticket;
	k := core.names_reporter(s.payload, p_keys, identity);
	if k is not null then
		perform core.refuse_naming(k, 'This would say who reported: leave it out.');
	end if;
end $$;
comment on function core.no_reporter(core.step, text[]) is
	'Refuses a text for other readers that names the reporter';
