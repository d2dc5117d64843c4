create or replace function core.names_reporter(p jsonb, p_keys text[]) returns void
language plpgsql immutable as $$
declare
	k text;
begin
	foreach k in array p_keys loop
		if exists (select from jsonb_each_text(p) e where e.key in ('pname', 'mobile', 'landtel', 'inccall', 'cerno')
			and core.says_one(p->>k, core.numbers_in(k, p->>k), e.value)) then
			perform core.refuse(k, 'This would say who reported: leave it out.', '令121§37');
		end if;
	end loop;
end $$;
comment on function core.names_reporter(jsonb, text[]) is
	'Refuses a registration whose incident report names its own reporter';
