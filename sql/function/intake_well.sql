-- The tests of core.intake_check and core.length_check that need no table, without their sentences, in one
-- simple expression.  False does not mean that something is wrong.
create or replace function core.intake_well(p jsonb, p_kind text, p_phone text, p_day date) returns boolean
language plpgsql stable as $$
begin
	return (p_kind <> 'complaint' or p_phone <> '' and coalesce(p->>'anon', '') not in ('true', '1', 'yes'))
		and (p_kind <> 'report' or coalesce(p->>'anon', '') not in ('true', '1', 'yes')
			or not p ?| '{pname,mobile,landtel,inccall,paddr,email,cerno}'::text[])
		and coalesce(length(p->>'pname') <= 60 and length(p->>'invname') <= 200, p_kind <> 'complaint')
		and coalesce(p->>'invoam', '') ~ '^([0-9]{1,12}(\.[0-9]{1,2})?)?$' and not p ?| '{price,expdate}'::text[]
		and (coalesce(p->>'buydate', '') = '' or p->>'buydate' ~ '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$'
			and p->>'buydate' <= p_day::text)
		and (coalesce(p->>'disputedate', '') = ''
			or p->>'disputedate' ~ '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$'
			and p->>'disputedate' <= p_day::text)
		and (coalesce(p->>'uscc', '') = '' or core.code_sound('uscc', p->>'uscc') and p->>'uscc' ~ '[A-WY]')
		and (coalesce(p->>'cerno', '') = '' or p->>'certype' <> '111' or core.code_sound('id18', p->>'cerno'))
		and coalesce(jsonb_typeof(p->'demand') = 'array' and p->'demand'->3 is null, true);
end $$;
comment on function core.intake_well(jsonb, text, text, date) is
	'Whether the facts of an intake are plainly right; false does not mean that they are wrong';
