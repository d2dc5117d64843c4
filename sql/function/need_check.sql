create or replace function core.need_check(p_payload jsonb, p_need text[]) returns void
language plpgsql immutable as $$
declare
	item text;
	key text;
begin
	foreach item in array p_need loop
		key := rtrim(item, '?');
		if core.blank(p_payload->>key) or p_payload->>key = '[]' then
			if item = key and coalesce(p_payload->'_marks' ? key, false) then
				perform core.refuse(key, 'The law allows neither unknown nor declined here.');
			elsif item = key or not coalesce(p_payload->'_marks' ? key, false) then
				perform core.refuse(key, 'This must be filled in.');
			end if;
		end if;
	end loop;
end $$;
comment on function core.need_check(jsonb, text[]) is
	'Refuses a payload that lacks a needed key, unless the key is marked unknown or declined as the '
	'law allows';
