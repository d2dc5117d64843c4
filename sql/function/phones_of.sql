create or replace function core.phones_of(p_payload jsonb) returns text[]
language plpgsql immutable as $$
declare
	a text := core.phone(p_payload->>'mobile');
	b text := core.phone(p_payload->>'inccall');
	c text := core.phone(p_payload->>'landtel');
	first text;
begin
	first := case when a <> '' then a when b <> '' then b else c end;
	return array[first, case when b not in ('', first) then b when c not in ('', first) then c else '' end];
end $$;
comment on function core.phones_of(jsonb) is
	'The telephone numbers that identify a caller again: the first two different ones';
