/* ui/part/pending.h -- one's own operations on a ticket that the centre has not answered:
 * what the ticket will be once it has, and what the next operation builds on.
 */
#ifndef UI_PART_PENDING_H
#define UI_PART_PENDING_H

#include "ui/ui.h"

/* The state of an operation in the rows of the query `outbox`. */
enum op_state pending_state(const struct rows *, size_t row);
/* Neither applied nor withdrawn. */
bool pending_is_open(const struct rows *, size_t row);

/* What was told as a draft of its form, to be mended.  New reference. */
json_t *pending_draft(const struct action *, const json_t *payload);

/* Applies what is on its way to the ticket's state and unit, oldest first; base becomes
 * "op:<uuid>" of the last of them, or stays "". */
void pending_foresee(const struct rows *, const struct state *, struct ticket *,
		     char base[48]);

#endif
