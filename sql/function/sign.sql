-- HMAC-SHA256 (RFC 2104) of PostgreSQL's own sha256().
create or replace function core.sign(p_text text) returns text
language plpgsql stable as $$
begin
	return (select encode(sha256(outer_pad || sha256(inner_pad || convert_to(p_text, 'UTF8'))), 'hex')
		from core.pass_key);
end $$;
comment on function core.sign(text) is 'The signature of a text, which only this database can make';
