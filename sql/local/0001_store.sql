-- The store of one operator's desk.  Ids, counters and public codes are not encrypted; every blob named body
-- or mark is sealed under the operator's data key (src/store/seal.c).

-- The data key, wrapped: row 1 by the password, row 2 to the organisation's recovery key.
create table key (
	id integer primary key check (id in (1, 2)),
	body blob not null
);

-- One sealed record: the next sequence number, the leases, and the root over all rows of op, draft and meta,
-- so that a removed or restored row is detected.
create table head (
	id integer primary key check (id = 1),
	body blob not null
);

-- Operations in the order in which they must be sent; place is seq, or for a corrected operation the place of
-- the one it replaces.
create table op (
	seq integer primary key,
	place integer not null,
	at integer not null,
	state integer not null,
	settled integer not null,
	op blob not null,
	ticket blob not null,
	prev blob not null,
	mark blob not null,
	body blob not null
);

create table draft (
	id integer primary key,
	draft blob not null,
	seq integer not null,
	at integer not null,
	body blob not null
);

create table meta (
	name text primary key,
	body blob not null
) without rowid;

-- Public data of the centre.
create table code (
	tbl text not null,
	code text not null,
	name text not null,
	short_name text not null,
	parent text not null,
	initials text not null,
	extra text not null,
	valid_from text not null,
	valid_to text not null,
	sort integer not null,
	primary key (tbl, code)
) without rowid;

-- What a picker reads: code, parent, initials, name of a table in order, in pages.
create table page (
	tbl text not null,
	n integer not null,
	body blob not null,
	primary key (tbl, n)
);

-- Tables whose pages are older than their codes.
create table stale (tbl text primary key) without rowid;

create table point (
	stream text primary key,
	epoch integer not null,
	after text not null
) without rowid;

create table recent (
	tbl text not null,
	code text not null,
	n integer not null,
	at integer not null,
	primary key (tbl, code)
) without rowid;

-- Mirrored lists: when each was fetched, and its rows, sealed one by one.
create table list (
	id integer primary key,
	unit text not null,
	queue text not null,
	at integer not null,
	unique (unit, queue)
);

create table item (
	list integer not null,
	n integer not null,
	ticket blob not null,
	body blob not null,
	primary key (list, n)
) without rowid;
create index item_ticket on item (ticket);

create table ticket (
	ticket blob primary key,
	at integer not null,
	body blob not null
);
create index ticket_at on ticket (at);
