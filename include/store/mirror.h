/* store/mirror.h -- the centre's latest answers, to be shown at once with their age.
 * Public data (codes, units, divisions, the procedure) is stored in plain; lists and
 * tickets are sealed.  All of it can be fetched again, so none of it needs to be durable.
 */
#ifndef STORE_MIRROR_H
#define STORE_MIRROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"
#include "base/uuid.h"

#include "query/query.h"

#include "store/store.h"

/* ---- codes: every code table; "unit" and "division" are tables like the others ------- */

struct code_row {
	const char *table, *code, *name;
	const char *short_name; /* used in paths; "" or NULL: name */
	const char *parent, *initials, *extra; /* extra: JSON text; NULL: "" */
	const char *valid_from, *valid_to; /* YYYY-MM-DD, "" or NULL: open */
	int sort;
};
/* How far a stream ("codes", "units", "divisions") has been read. */
struct sync_point {
	char stream[16];
	int64_t epoch;
	char after[40]; /* page cursor within the epoch being read, "" when complete */
};

/* Stores one page of a stream and the position after it, in one transaction. */
enum verdict mirror_put_codes(struct store *, const struct code_row *, size_t n,
			      const struct sync_point *, struct err *) MUST;
/* Epoch 0 where the stream was never read. */
enum verdict mirror_point(struct store *, const char *stream, struct sync_point *,
			  struct err *) MUST;
/* Forgets all codes, lists, tickets and points: the centre is another installation. */
enum verdict mirror_forget(struct store *, struct err *) MUST;

/* The local query `codes`: code, name, parent, initials, extra of one table, in order. */
enum verdict mirror_codes(struct store *, const char *table, struct rows *out,
			  struct err *) MUST;
/* The local query `code`: name, path.  No row where unknown. */
enum verdict mirror_code(struct store *, const char *table, const char *code,
			 struct rows *out, struct err *) MUST;

struct pick_ask {
	const char *table, *text;
	const char *parent; /* only this code and codes below it; "" or NULL: all */
	const char
		*near; /* the operator's own unit: units near it come first; or NULL */
	int limit;
	int64_t wall; /* today, for validity */
};
/* The local query `pick`: code, name, path, initials, extra.  Matches by code prefix,
 * pinyin initials prefix (each of its alternatives), name prefix, name anywhere — in this
 * order, exact matches first; codes this operator used before precede all others. */
enum verdict mirror_pick(struct store *, const struct pick_ask *, struct rows *out,
			 struct err *) MUST;
/* Records that the operator chose this code. */
enum verdict mirror_used(struct store *, const char *table, const char *code,
			 int64_t wall, struct err *) MUST;

/* ---- lists and tickets ----------------------------------------------------------------- */

struct list_name {
	const char *unit; /* "": the operator's own */
	const char *queue;
};

enum list_end { LIST_GOES_ON, LIST_ENDS };
struct list_page {
	const char *after; /* the row before the page; "": the beginning */
	int limit; /* reading: at most so many rows; 0: all */
	enum list_end end; /* writing: whether the centre has more */
};

/* Stores a page of the query `worklist`, replacing the stored rows in its range.  A page
 * after an unknown row is not stored. */
enum verdict mirror_put_page(struct store *, const struct list_name *,
			     const struct list_page *, const struct rows *,
			     int64_t wall, struct err *) MUST;
/* Adds the rows of the page; *at is when the list was last fetched.  LATER: the rows after
 * page->after are not mirrored. */
enum verdict mirror_page(struct store *, const struct list_name *,
			 const struct list_page *, struct rows *out, int64_t *at,
			 struct err *) MUST;

struct list_size {
	int64_t rows;
	bool complete; /* the list is complete */
};
/* How many rows of a list are mirrored. */
enum verdict mirror_count(struct store *, const struct list_name *, struct list_size *,
			  struct err *) MUST;

/* Stores a whole list at once.  The answer of any other query may be stored the same way,
 * under a name that no queue has. */
enum verdict mirror_put_worklist(struct store *, const struct list_name *,
				 const struct rows *, int64_t wall, struct err *) MUST;
/* Adds all mirrored rows; *at is 0 where the list was never fetched. */
enum verdict mirror_worklist(struct store *, const struct list_name *, struct rows *out,
			     int64_t *at, struct err *) MUST;

struct search_ask {
	const char *text;
	int limit;
};
/* The query `search` over the mirrored lists: by number or its end, by words of respondent
 * and title.  *at: the latest fetch. */
enum verdict mirror_search(struct store *, const struct search_ask *, struct rows *out,
			   int64_t *at, struct err *) MUST;
/* Stores the document of the query `ticket`; the newest 1,000 are kept. */
enum verdict mirror_put_ticket(struct store *, const struct uuid *ticket,
			       const json_t *doc, int64_t wall, struct err *) MUST;
/* New reference in *doc, NULL where not mirrored; *at: when it was fetched. */
enum verdict mirror_ticket(struct store *, const struct uuid *ticket, json_t **doc,
			   int64_t *at, struct err *) MUST;

/* A change reported by the centre: a settled operation of this desk, or news. */
struct ticket_change {
	struct uuid ticket;
	int version;
	const char *state, *unit, *operator_name; /* NULL or "": not reported */
};
/* Patches the mirrored lists with newer versions, states and units; removes rows that have
 * left their queue (by its `states`, or to another unit). */
enum verdict mirror_apply(struct store *, const struct ticket_change *, size_t n,
			  struct err *) MUST;

#endif
