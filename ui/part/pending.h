/* ui/part/pending.h -- the operator's own operations on a ticket that the centre has not
 * answered: the ticket after them, and what the next operation builds on.
 */
#ifndef UI_PART_PENDING_H
#define UI_PART_PENDING_H

#include "ui/ui.h"

/* The state of an operation in the rows of the query `outbox`. */
enum op_state pending_state(const struct rows *, size_t row);
/* Neither applied nor withdrawn. */
bool pending_is_open(const struct rows *, size_t row);

/* The payload of an operation as a draft of its form, for mending.  New reference. */
json_t *pending_draft(const struct action *, const json_t *payload);

/* Applies the pending operations to the ticket's state and unit, oldest first; sets base to
 * "op:<uuid>" of the last one, or "". */
void pending_foresee(const struct rows *, const struct state *, struct ticket *,
		     char base[48]);

#endif
