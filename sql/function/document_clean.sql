-- A value never becomes markup: at the start of a line a backslash precedes a sign of markup; in a cell bar
-- and backslash are escaped and lines are joined by "
-- " (include/model/paper.h).
create or replace function core.document_clean(p_text text, p_line text) returns text
language plpgsql immutable parallel safe as $$
declare
	v text;
begin
	v := regexp_replace(p_text, '\r\n?|[\u000b\u000c\u0085\u2028\u2029]', E'\n', 'g');
	v := translate(v, E'\t', ' ');
	v := regexp_replace(v, '[\u0001-\u0009\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]', '', 'g');
	v := btrim(regexp_replace(v, '[ 　]*\n[ 　\n]*', E'\n', 'g'), E' 　\n');
	if p_line ~ '^(\||@)' then
		return replace(replace(replace(v, '\', '\\'), '|', '\|'), E'\n', '\n');
	elsif p_line ~ '^(#|>[><]|<<|-- )' then
		return replace(v, E'\n', ' ');
	end if;
	v := regexp_replace(v, '\n([-#|=><@\\])', E'\n\\\\\\1', 'g');
	if p_line = '' then
		v := regexp_replace(v, '^([-#|=><@\\])', '\\\1');
	end if;
	return v;
end $$;
comment on function core.document_clean(text, text) is 'A value as it may stand in the body of a document, after what its line begins with';
