create or replace function core.number_digest(p_phone text) returns text
language sql stable as $$
	select left(encode(sha256(k.key || convert_to(p_phone, 'UTF8') || k.key), 'hex'), 32) from core.lookup_key k;
$$;
comment on function core.number_digest(text) is
	'The keyed digest of a telephone number for records of look-ups: comparable with the key, '
	'meaningless without it';
