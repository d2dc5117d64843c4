create or replace function core.identity_fault(p jsonb) returns core.fault
language plpgsql immutable as $$
begin
	if p->>'certype' is distinct from '111' or coalesce(p->>'cerno', '') = '' then
		return null;
	elsif p->>'cerno' !~ '^[0-9]{17}[0-9Xx]$' then
		return core.fault_of('identity', 'cerno', 'An identity number has 18 characters.');
	elsif not core.code_sound('id18', upper(p->>'cerno')) then
		return core.fault_of('identity', 'cerno',
			'The identity number is mistyped: its last character does not fit the others.');
	end if;
	return null;
end $$;
comment on function core.identity_fault(jsonb) is
	'The fault of an identity number: another length, or it does not fit its check character';
