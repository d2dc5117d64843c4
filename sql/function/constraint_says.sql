create or replace function core.constraint_says(p_name text, out field text, out msgid text)
language plpgsql immutable as $$
begin
	case p_name
		when 'ticket_number_unique' then
			field := 'regno';
			msgid := 'This registration number is in use already.';
		when 'ticket_pkey' then
			field := '';
			msgid := 'This ticket is registered already.';
		else
			field := '';
			msgid := 'This contradicts what is recorded.';
	end case;
end $$;
comment on function core.constraint_says(text) is 'The sentence for a violated constraint';
