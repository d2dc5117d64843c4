/* store/mirror.h -- what the centre told us last, to be shown at once with its age.
 * Public data (codes, units, divisions, the procedure) lies in plain; lists and tickets
 * are sealed.  All of it can be asked for again: nothing here is a promise.
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
/* How far a stream ("codes", "units", "divisions") is read. */
struct sync_point {
	char stream[16];
	int64_t epoch;
	char after[40]; /* page cursor within the epoch being read, "" when complete */
};

/* One page of a stream and how far it brings us, in one transaction. */
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
	const char *parent; /* only it and what lies below it; "" or NULL: all */
	const char
		*near; /* code of one's own unit: what is near comes first; or NULL */
	int limit;
	int64_t wall; /* today, for validity */
};
/* The local query `pick`: code, name, path, initials, extra.  Matches by code prefix,
 * pinyin initials prefix (each of its alternatives), name prefix, name anywhere — in this
 * order, exact ones first; what this operator used before comes first of all. */
enum verdict mirror_pick(struct store *, const struct pick_ask *, struct rows *out,
			 struct err *) MUST;
/* She chose this code. */
enum verdict mirror_used(struct store *, const char *table, const char *code,
			 int64_t wall, struct err *) MUST;

/* ---- lists and tickets ----------------------------------------------------------------- */

struct list_name {
	const char *unit; /* "": one's own */
	const char *queue;
};

enum list_end { LIST_GOES_ON, LIST_ENDS };
struct list_page {
	const char *after; /* the place the page begins behind; "": the beginning */
	int limit; /* reading: at most so many rows; 0: all there are */
	enum list_end end; /* writing: whether the centre has more */
};

/* A page of the query `worklist`: takes the place of what is known between its ends.  One
 * that begins behind a row that is not known is not kept. */
enum verdict mirror_put_page(struct store *, const struct list_name *,
			     const struct list_page *, const struct rows *,
			     int64_t wall, struct err *) MUST;
/* Adds the rows; *at is when the list was last fetched.  LATER: nothing is known of what
 * follows that place. */
enum verdict mirror_page(struct store *, const struct list_name *,
			 const struct list_page *, struct rows *out, int64_t *at,
			 struct err *) MUST;

struct list_size {
	int64_t rows;
	bool whole; /* the centre has no more */
};
enum verdict mirror_count(struct store *, const struct list_name *, struct list_size *,
			  struct err *) MUST;

/* A whole list at once.  Any other query's answer may be kept the same way under a name no
 * queue has. */
enum verdict mirror_put_worklist(struct store *, const struct list_name *,
				 const struct rows *, int64_t wall, struct err *) MUST;
/* All rows that are known; *at is 0 where the list was never fetched. */
enum verdict mirror_worklist(struct store *, const struct list_name *, struct rows *out,
			     int64_t *at, struct err *) MUST;

struct search_ask {
	const char *text;
	int limit;
};
/* The query `search` among what is mirrored: number or its end, words of respondent and
 * title.  Adds no row where none is known here; *at: the latest fetch. */
enum verdict mirror_search(struct store *, const struct search_ask *, struct rows *out,
			   int64_t *at, struct err *) MUST;
/* Document of the query `ticket`; the newest 1,000 are kept. */
enum verdict mirror_put_ticket(struct store *, const struct uuid *ticket,
			       const json_t *doc, int64_t wall, struct err *) MUST;
/* New reference in *doc, NULL where not mirrored; *at: when it was fetched. */
enum verdict mirror_ticket(struct store *, const struct uuid *ticket, json_t **doc,
			   int64_t *at, struct err *) MUST;

/* A change the centre told us of (a settled operation of ours, or news). */
struct ticket_change {
	struct uuid ticket;
	int version;
	const char *state, *unit, *operator; /* NULL or "": not told */
};
/* Patches the mirrored lists: newer version, state and unit are shown, rows that left a
 * queue (by its `states`, or to another unit) are taken out. */
enum verdict mirror_apply(struct store *, const struct ticket_change *, size_t n,
			  struct err *) MUST;

#endif
