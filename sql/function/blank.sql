create or replace function core.blank(p_text text) returns boolean
language sql immutable parallel safe as $$
	select coalesce(p_text, '') !~ ('[^\s\u00a0\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f'
		'\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]');
$$;
comment on function core.blank(text) is 'Whether a text contains nothing visible';
