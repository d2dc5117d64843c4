/* witness.h -- hash roots of the centre's record, kept so that the desk can testify to
 * them.
 */
#ifndef DESK_WITNESS_H
#define DESK_WITNESS_H

#include <stdbool.h>
#include <stdint.h>

#include "query/query.h"

#include "desk.h"
#include "event.h"

/* Whether the centre has contradicted a root within the last day. */
bool witness_contradicted(struct desk *, int64_t wall);
/* Adds the roots, contradicted ones first, to the answer of the query `witness`. */
void witness_rows(struct desk *, struct rows *);

/* Hears events (event.c). */
void witness_admitted(struct desk *, struct event *);
void witness_greeted(struct desk *, struct event *);

#endif
