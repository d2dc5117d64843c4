-- 0107 -- a telephone number with an extension is also found by the number without it (core.phone_tickets).
set local role gangshao_owner;

create index caller_switchboard on core.caller (split_part(phone, '-', 1)) where phone like '%-%';
create index caller_switchboard2 on core.caller (split_part(phone2, '-', 1)) where phone2 like '%-%';
create index reporter_switchboard on core.reporter (split_part(phone, '-', 1)) where phone like '%-%';
create index reporter_switchboard2 on core.reporter (split_part(phone2, '-', 1)) where phone2 like '%-%';
create index party_switchboard on core.party (split_part(phone, '-', 1)) where phone like '%-%';
create index party_switchboard2 on core.party (split_part(phone2, '-', 1)) where phone2 like '%-%';
comment on column core.caller.phone is 'Telephone as core.phone writes it';
comment on column core.caller.phone2 is 'Second telephone as core.phone writes it';
comment on column core.reporter.phone is 'Telephone as core.phone writes it';
comment on column core.reporter.phone2 is 'Second telephone as core.phone writes it';
comment on column core.party.phone is 'Telephone as core.phone writes it';
comment on column core.party.phone2 is 'Second telephone as core.phone writes it';
