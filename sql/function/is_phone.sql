create or replace function core.is_phone(p_text text) returns boolean
language sql immutable parallel safe as $$
	select length(p_text) <= 40
		and p_text ~* ('^[-+0-9\s\u00a0.:()#*_·。｡\u200b-\u200f\u2010-\u2014\u2212\u202a-\u202e\u2060-\u2069\ufeff\u00ad转轉分机機extx'
			'０-９＋－（）．：＃＊＿ｅｘｔＥＸＴ]+$')
		and core.phone_number(split_part(core.phone(p_text), '-', 1)) is not null;
$$;
comment on function core.is_phone(text) is 'Whether a text is a telephone number, in any notation';
