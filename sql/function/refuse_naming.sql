-- The code of its own lets core.tell_one record that a text named the reporter.
create or replace function core.refuse_naming(p_field text, p_msgid text) returns void
language plpgsql as $$
begin
	raise exception using errcode = 'GS004', message = p_msgid, detail = p_field, hint = '["令121§37"]';
end $$;
comment on function core.refuse_naming(text, text) is 'Refuses a text that names the reporter whom the centre keeps';
