/* action/record.h -- fields of a document or notice that repeat the ticket's record. */
#ifndef ACTION_RECORD_H
#define ACTION_RECORD_H

#include "model/ticket.h"

#include "form/form.h"

/* Whether a field prefilled from the record now differs from it; the form then asks for
 * confirmation (the field `sure`). */
bool record_is_overridden(const struct form *);
/* Prefills the fields named in `words` of a code's row: "key", or "key:name on record". */
void record_follow(struct form *, const struct ticket *, const char *words);
/* REFUSED: a field differs from the record, and the field `sure` does not confirm it; the
 * sentence names both values. */
enum verdict record_check(const struct form *, const struct ticket *,
			  struct err *) MUST;

#endif
