create or replace function core.payload_refused(p_key text, p_value jsonb, p_known boolean, p_longest integer,
	p_several boolean, p_type text) returns void
language plpgsql stable as $$
declare
	-- the key may itself be unfit to be shown
	key_ text := regexp_replace(left(p_key, 40), '[\u0001-\u001f\u007f-\u009f]', '?', 'g');
	texts text;
	of jsonb := jsonb_build_object(p_key, p_value);
begin
	if not exists (select from core.field) then
		raise exception 'The tables of the centre are not loaded yet.' using errcode = '57P03';
	elsif p_key = '_marks' then
		perform core.refuse('', 'What is marked unknown or declined is no field of this step.');
	elsif not p_known then
		perform core.refuse('', 'This step has no field named "%s".', key_);
	end if;
	texts := case jsonb_typeof(p_value) when 'string' then p_value #>> '{}'
		when 'array' then (select string_agg(e #>> '{}', ',') from jsonb_array_elements(
				case jsonb_typeof(p_value) when 'array' then p_value else '[]' end) e
			where p_several and jsonb_typeof(e) = 'string') end;
	if length(texts) > p_longest then
		perform core.refuse(p_key, 'This is longer than %s characters.', p_longest::text);
	elsif texts ~ '[\u0001-\u001f\u007f-\u009f]' then
		perform core.refuse(p_key, 'This text holds a control character.');
	elsif p_type = 'flag' then
		perform core.refuse(p_key, 'This is answered with true or false.');
	elsif jsonb_typeof(p_value) = 'string' then
		perform case p_type when 'date' then core.date_of(of, p_key)::text when 'stamp' then core.stamp_of(of, p_key)::text
			when 'money' then core.money_of(of, p_key)::text end;
	end if;
	perform core.refuse(p_key, 'The field "%s" does not hold a value of this kind.', key_);
end $$;
comment on function core.payload_refused(text, jsonb, boolean, integer, boolean, text) is 'Says why a payload is refused: which key, and what is wrong with it';
