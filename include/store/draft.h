/* store/draft.h -- half-typed forms, sealed, replaced as the operator types; survive
 * kill -9.
 */
#ifndef STORE_DRAFT_H
#define STORE_DRAFT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/uuid.h"

#include "query/query.h"

#include "store/store.h"

struct draft {
	struct uuid id;
	int64_t seq, at;
	const char *body; /* JSON text */
};

/* Stores a draft.  A seq not above the stored one is late and changes nothing (DONE). */
enum verdict draft_put(struct store *, const struct draft *, struct err *) MUST;
/* Removes the draft at once; an unknown one is DONE. */
enum verdict draft_drop(struct store *, const struct uuid *draft, struct err *) MUST;
/* Discards a draft: it is no longer listed, but stays on record with the reason for thirty
 * days. */
enum verdict draft_throw(struct store *, const struct uuid *draft, const char *reason,
			 int64_t wall, struct err *) MUST;
int draft_count(const struct store *); /* without discarded ones */
/* Answers the local query `drafts`: draft, at, body; newest first. */
enum verdict draft_rows(struct store *, struct rows *out, struct err *) MUST;
/* Answers the local query `thrown`: the same for discarded drafts; the body holds the
 * reason as "thrown". */
enum verdict draft_thrown_rows(struct store *, struct rows *out, struct err *) MUST;

#endif
