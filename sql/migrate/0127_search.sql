-- 0127 -- search finds every ticket the operator may see: by words of respondent and title, the end of its
-- number, names, and the end of a telephone number.
set local role gangshao_owner;

create table core.ticket_words (
	ticket uuid not null,
	grams text[] not null,
	constraint ticket_words_pkey primary key (ticket),
	constraint ticket_words_ticket foreign key (ticket) references core.ticket (ticket)
);
create index ticket_words_grams on core.ticket_words using gin (grams);
comment on table core.ticket_words is
	'Search index of tickets: respondent and title in the form they are compared in (core.fold)';
comment on column core.ticket_words.ticket is 'Ticket';
comment on column core.ticket_words.grams is 'Pairs of neighbouring characters';
insert into core.ticket_words (ticket, grams)
select t.ticket, coalesce((select array_agg(distinct substr(f, i, 2))
	from unnest(array[core.fold(t.respondent), core.fold(t.title)]) f, generate_series(1, length(f) - 1) i), '{}')
from core.ticket t;

-- Written when a ticket is inserted and when a step changes respondent or title; other steps cost nothing.
create function core.note_words() returns trigger language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	insert into core.ticket_words as w (ticket, grams)
	values (new.ticket, core.grams(core.fold(new.respondent)) || core.grams(core.fold(new.title)))
	on conflict (ticket) do update set grams = excluded.grams;
	return null;
end $$;
comment on function core.note_words() is 'Keeps core.ticket_words up to date';
revoke execute on function core.note_words() from public;
create trigger ticket_words_new after insert on core.ticket for each row execute function core.note_words();
create trigger ticket_words_changed after update of respondent, title on core.ticket for each row
	when (old.respondent <> new.respondent or old.title <> new.title) execute function core.note_words();

create index ticket_tail on core.ticket ((serial % 10000));
create index caller_named on core.caller (core.fold(name)) where name <> '';
create index reporter_named on core.reporter (core.fold(name)) where name <> '';
create index party_named on core.party (core.fold(name)) where name <> '';
create index caller_ends on core.caller (right(split_part(phone, '-', 1), 4)) where phone <> '';
create index caller_ends2 on core.caller (right(split_part(phone2, '-', 1), 4)) where phone2 <> '';
comment on index core.ticket_tail is 'Tickets by the last four digits of their number';
comment on index core.caller_ends is 'Callers by the last four digits of the telephone, which every mask shows';
