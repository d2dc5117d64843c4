/* meta.h -- small JSON values, sealed in the store by name. */
#ifndef DESK_META_H
#define DESK_META_H

#include "base/err.h"
#include "base/json.h"

#include "desk.h"

/* New reference; NULL where there is none. */
json_t *meta_get(const struct desk *, const char *name);
/* Stores the value under this name, in a transaction of its own. */
enum verdict meta_put(struct desk *, const char *name, const json_t *,
		      struct err *) MUST;

#endif
