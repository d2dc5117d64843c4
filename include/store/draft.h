/* store/draft.h -- half-typed calls, sealed, replaced as she types; survive kill -9.
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

/* A seq not above the kept one is late and changes nothing (DONE). */
enum verdict draft_put(struct store *, const struct draft *, struct err *) MUST;
enum verdict draft_drop(struct store *, const struct uuid *draft, struct err *) MUST;
/* Thrown away: it is listed no more, and stays on record with the reason for thirty days. */
enum verdict draft_throw(struct store *, const struct uuid *draft, const char *reason,
			 int64_t wall, struct err *) MUST;
int draft_count(const struct store *); /* without those thrown away */
/* The local query `drafts`: draft, at, body; newest first.  And `thrown`, the same of those
 * thrown away; the reason stands in the body as "thrown". */
enum verdict draft_rows(struct store *, struct rows *out, struct err *) MUST;
enum verdict draft_thrown_rows(struct store *, struct rows *out, struct err *) MUST;

#endif
