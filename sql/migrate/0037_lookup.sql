-- 0037 -- a text that is held against a reporter is a look-up too.
set local role gangshao_owner;

comment on table audit.lookup is 'Every search by telephone number, and every text held against who reported: who tried out';
comment on column audit.lookup.digest is 'Keyed digest of the number or text, also in the server''s log (core.number_digest)';
comment on column audit.lookup.found is 'How many tickets were shown; of a text held against a reporter: 1 where it names him';
