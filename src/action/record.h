/* action/record.h -- what a document or a notice repeats of the ticket's record. */
#ifndef ACTION_RECORD_H
#define ACTION_RECORD_H

#include "model/ticket.h"

#include "form/form.h"

/* Something that was put in from the record reads otherwise now: it is asked whether that
 * is meant so. */
bool record_is_overridden(const struct form *);
/* Puts it in where the words of a code's row name it, "key" or "key:name on record". */
void record_follow(struct form *, const struct ticket *, const char *words);
/* Refuses what differs, naming both, unless the field `sure` says that it is meant so. */
enum verdict record_check(const struct form *, const struct ticket *,
			  struct err *) MUST;

#define RECORD_SURE                                                                                \
	{                                                                                          \
		"sure", N_("Differs from the record"), FIELD_FLAG,                                 \
			.shown = record_is_overridden,                                             \
			.help = N_(                                                                \
				"The record of the ticket says otherwise, and it is meant so: it " \
				"then stands in the history.")                                     \
	}

#endif
