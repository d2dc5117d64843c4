-- core.act_accept itself asks for the address of the respondent, which can be given there.
create or replace function core.whole_check(s core.step) returns void
language plpgsql stable as $$
declare
	lacks text[] := core.lacks_of(s.t);
	law constant text := case (s.t).kind when 'report' then '令121§28' else '令121§10' end;
begin
	if s.payload->>'invaddr' <> '' or lacks = '{invaddr}' then
		lacks := array_remove(lacks, 'invaddr');
	end if;
	if cardinality(lacks) > 0 then
		perform core.refuse('', 'The registration still lacks (%s): %s. Who registered it or handles it supplies them with "%s" first.',
			law, core.lacks_said(lacks), (select x.name from core.transition x where x.kind = (s.t).kind and x.action = 'amend'
				and x.scope = 'self' order by x.sort limit 1));
	end if;
end $$;
comment on function core.whole_check(core.step) is
	'Refuses a decision on a ticket whose registration is incomplete: a major incident may be '
	'registered with what is known';
