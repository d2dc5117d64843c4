create or replace function core.need_check(p_payload jsonb, p_need text[]) returns void
language plpgsql immutable as $$
declare
	item text;
	key text;
	v text;
begin
	foreach item in array p_need loop
		key := rtrim(item, '?');
		v := p_payload->>key;
		if v is null or v in ('', '[]') or v !~ '\S' then
			if item = key and p_payload->'_marks' ? key then
				perform core.refuse(key, 'The law allows neither unknown nor declined here.');
			elsif item = key or not coalesce(p_payload->'_marks' ? key, false) then
				perform core.refuse(key, 'This must be filled in.');
			end if;
		end if;
	end loop;
end $$;
comment on function core.need_check(jsonb, text[]) is 'Refuses where something needed is missing and not marked unknown or declined as the law allows';
