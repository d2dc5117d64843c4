-- 0037 -- comparing a text with a reporter's identity is a look-up too.
set local role gangshao_owner;

comment on table audit.lookup is
	'Every search by telephone number, and every text compared with a reporter''s identity; shows who '
	'tries guesses';
comment on column audit.lookup.digest is 'Keyed digest of the number or text, also in the server''s log (core.number_digest)';
comment on column audit.lookup.found is
	'How many tickets were shown; for a text compared with a reporter: 1 where it names the reporter';
