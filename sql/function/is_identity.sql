-- Some numbers pass the check of GB 11643 and that of GB 32100: a credit code begins with a listed pair of signs
-- and the division that registered it, an identity number does not.
create or replace function core.is_identity(p_code text) returns boolean
language plpgsql stable as $$
begin
	return core.code_sound('id18', p_code) and not (
		exists (select from core.code where tbl = 'uscc_orgtype' and code = left(p_code, 2))
		and exists (select from core.division where code = substr(p_code, 3, 6)));
end $$;
comment on function core.is_identity(text) is
	'Whether the value given as a credit code is the identity number of a person';
