create or replace function core.identity_check(p jsonb) returns void
language plpgsql immutable as $$
begin
	if p->>'certype' <> '111' or coalesce(p->>'cerno', '') = '' then
		return;
	elsif p->>'cerno' !~ '^[0-9]{17}[0-9Xx]$' then
		perform core.refuse('cerno', 'An identity number has 18 characters.');
	elsif not core.code_sound('id18', upper(p->>'cerno')) then
		perform core.refuse('cerno', 'The identity number is mistyped: its last character does not fit the others.');
	end if;
end $$;
comment on function core.identity_check(jsonb) is
	'Refuses an identity number of another length, or one that does not fit its check character';
