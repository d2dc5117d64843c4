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
int draft_count(const struct store *);
/* The local query `drafts`: draft, at, body; oldest first. */
enum verdict draft_rows(struct store *, struct rows *out, struct err *) MUST;

#endif
