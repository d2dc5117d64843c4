-- The caller where no number is given; the caller has no number of his own among the other persons.
create or replace function core.acts_for(s core.step) returns integer
language plpgsql stable as $$
declare
	given text := coalesce(btrim(s.payload->>'for'), '');
begin
	if given not in ('', '1') and not given = any (core.joint_persons((s.t).ticket)::text[]) then
		perform core.refuse('for', 'There is no such person in the complaint.');
	end if;
	return nullif(nullif(given, '')::integer, 1);
end $$;
comment on function core.acts_for(core.step) is
	'The number of the complainant an agent acts for; null: the caller';
