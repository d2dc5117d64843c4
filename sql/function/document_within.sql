-- A sentence of the record inside a sentence of the form loses its full stop: 因双方已和解。，… is not written.
create or replace function core.document_within(p_value text, p_rest text) returns text
language sql immutable parallel safe as $$
	select case when p_rest ~ '^[，。；、：]' then regexp_replace(p_value, '[，。；、]+$', '') else p_value end
$$;
comment on function core.document_within(text, text) is 'A value as it stands before the rest of its line';
