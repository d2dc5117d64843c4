/* inside.h -- the inside of a store, for the files of this room.
 *
 * A change runs: store_begin(); edit store->next and the tables; store_commit().  The
 * commit updates store->head, the caller then the lists in memory; store_abort() discards
 * store->next.
 */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include "base/uuid.h"
#include "base/vec.h"

#include "model/regno.h"

#include "store/outbox.h"
#include "store/store.h"

#include "db.h"
#include "entries.h"
#include "location.h"
#include "seal.h"

#define LEASES_MOST 8

struct lent {
	struct lease block;
	struct uuid request; /* the request that the centre answered with it */
};

/* The one sealed record that authenticates all others. */
struct head {
	int64_t seq; /* of the next operation */
	unsigned char root[SEAL_ROOT]; /* over the tables op, draft and meta */
	unsigned char chain[SEAL_TAG]; /* tag of the last operation's body */
	unsigned char print[16]; /* fingerprint of the file, location_print() */
	struct uuid id; /* the store's identity at the centre; nil: its first id */
	struct uuid nonce; /* of the last greeting; nil: none */
	struct uuid nonce_next; /* of the next one; nil: not drawn yet */
	int64_t greetings; /* answered under this id */
	int64_t from; /* no operation from this seq on was removed; all are of this id */
	unsigned char forked; /* 1: the store took a new id and no operator was told */
	struct uuid request; /* of a lease not answered yet; nil: none */
	struct lent leases[LEASES_MOST];
};

struct draft_entry {
	int64_t id, seq, at;
	struct uuid draft;
	unsigned char tag[SEAL_TAG];
};

struct meta_entry {
	char *name;
	unsigned char tag[SEAL_TAG];
};

struct store {
	struct db db;
	struct location location;
	struct seal *seal;
	struct uuid id;
	struct head head, next;
	struct entries entries;
	VEC(struct draft_entry) drafts;
	VEC(struct meta_entry) metas;
	bool aged; /* the head is of the first version: compare location_print_first() */
	int64_t agreed; /* operations below this seq agree with the centre's ledger */
	int64_t trimmed; /* wall: when history was last trimmed */
	unsigned char *check; /* guarded memory: key and hash of the password */
	outbox_moved_fn *moved;
	void *moved_arg;
};

/* Begins a change: store->next becomes a copy of store->head. */
enum verdict store_begin(struct store *, enum durability, struct err *) MUST;
/* Writes the head, commits, and makes store->next the head. */
enum verdict store_commit(struct store *, struct err *) MUST;
/* Undoes the change. */
void store_abort(struct store *);

/* head.c */
enum verdict head_read(struct store *, struct err *) MUST;
/* Seals and writes the head. */
enum verdict head_write(struct store *, const struct head *, struct err *) MUST;

/* load.c: reads everything under the root and verifies it. */
enum verdict store_load(struct store *, struct err *) MUST;

/* Add a record to the root, or remove it. */
void root_flip_entry(struct store *, const struct entry *);
/* The same for a draft. */
void root_flip_draft(struct store *, const struct draft_entry *);
/* The same for a meta value. */
void root_flip_meta(struct store *, const struct meta_entry *);

/* entry.c: an operation's two records. */
struct body {
	struct str text; /* owns what the others point into */
	const char *action, *base, *regno, *payload;
};
/* Wipes and frees the body. */
void body_release(struct body *);
/* Seals both records of the entry, sets its tags and adds its row; binds the body to
 * store->next.chain, and advances that. */
enum verdict entry_insert(struct store *, struct entry *, const struct body *,
			  struct err *) MUST;
/* Seals a new mark, whose text is the verdict's detail (may be NULL), and replaces the old
 * entry by the new one in the root. */
enum verdict entry_mark(struct store *, const struct entry *old, struct entry *now,
			const char *detail, struct err *) MUST;
/* Reads an entry's records; body or detail may be NULL. */
enum verdict entry_read(struct store *, const struct entry *, struct body *,
			struct str *detail, struct err *) MUST;
/* The tag of the previous body, and the sealed body, as stored in the row. */
struct sealed {
	const void *prev;
	struct blob body;
};
/* Opens a sealed body. */
enum verdict entry_open(const struct store *, const struct entry *,
			const struct sealed *, struct body *, struct err *) MUST;
/* What the mark of an entry is bound to. */
void mark_bond(struct bond *, const struct entry *);
/* The verdict in the centre's ledger after this state; OP_QUEUED: none. */
enum op_state entry_filed(enum op_state, const json_t *detail);

/* Adds a row by column names, so that columns of another version do no harm. */
void row_add(struct rows *, const json_t *);
/* mirror.c */
void ticket_bond(struct bond *, const struct uuid *ticket, int64_t at);
/* What a row of a mirrored list is bound to. */
void item_bond(struct bond *, int64_t list, int64_t n, const struct uuid *ticket);

/* draft.c */
enum verdict draft_forget(struct store *, const struct uuid *draft, struct err *) MUST;
/* After the commit: removes the draft from memory. */
void draft_forgotten(struct store *, const struct uuid *draft);
/* What a draft is bound to. */
void draft_bond(struct bond *, const struct draft_entry *);

/* lease.c: the next number of the first lease that has any, from store->next. */
enum verdict lease_draw(struct store *, int32_t day, char regno[41], struct err *) MUST;

/* meta.c */
void meta_bond(struct bond *, const char *name);
/* Within a transaction; text NULL removes the value.  Call meta_written() after the
 * commit. */
enum verdict meta_write(struct store *, struct meta_entry *, const char *text,
			struct err *) MUST;
/* After the commit: updates the value in memory. */
void meta_written(struct store *, struct meta_entry *, const char *text);

/* keys.c: the wrapped data keys, and the proof that no earlier one was put back. */
enum keys { KEYS_PASSWORD = 1, KEYS_RECOVERY = 2, KEYS_OFFER = 3 };
/* For a new store, within the transaction that creates it. */
enum verdict keys_make(struct store *, const struct str *wrapped, struct err *) MUST;
/* Durable, in a transaction of its own; writing KEYS_PASSWORD removes KEYS_OFFER.  wrapped
 * NULL removes the row. */
enum verdict keys_put(struct store *, enum keys, const struct str *wrapped,
		      struct err *) MUST;
/* Leaves wrapped unchanged where there is no such key. */
enum verdict keys_get(struct store *, enum keys, struct str *wrapped,
		      struct err *) MUST;
/* BROKEN: a key is not the one written last. */
enum verdict keys_check(struct store *, struct err *) MUST;

/* outbox.c: after the commit, updates the entry in memory to what was written. */
void entry_become(struct store *, struct entry *, const struct entry *now);
/* Reports an operation that must be sent again. */
void outbox_owes(struct store *, struct entry *);

/* outbox.c */
enum verdict outbox_insert(struct store *, const struct command *, const char *regno,
			   struct entry *, struct err *) MUST;
/* The day in a registration number: the day of receipt in the payload, else that of wall. */
int32_t number_day(const json_t *payload, int64_t wall);
/* Fills the acknowledgement of an entry. */
void kept_fill(struct kept *, const struct entry *, const char *regno);
/* history.c */
void outbox_trim(struct store *, int64_t wall);
/* page.c: rebuilds the picker pages of this table; BROKEN leaves the old ones. */
enum verdict pages_build(struct store *, const char *table, struct err *) MUST;
/* Rebuilds the pages of one stale table; false: none is stale. */
bool pages_refresh(struct store *);

/* Cells by column name, for answers whose columns the query table decides. */
struct cells {
	const struct query *query;
	const char *v[32];
};
/* Starts a row with empty cells. */
void cells_init(struct cells *, const struct rows *);
/* Sets the cell of this column, if the query has it; text is borrowed. */
void cells_put(struct cells *, const char *column, const char *text);
/* Adds the row. */
void cells_add(const struct cells *, struct rows *);

#endif
