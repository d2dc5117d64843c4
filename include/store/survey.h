/* store/survey.h -- the stores of a machine, read without any key: how many operations
 * each operator has not delivered, not their content.  For a supervisor, when an operator
 * has left.
 */
#ifndef STORE_SURVEY_H
#define STORE_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct sight {
	char operator_name[40];
	bool running; /* a desk has it open */
	bool recoverable; /* sealed to a recovery key */
	bool readable; /* false: damaged, foreign or newer; only the name is known */
	int queued; /* includes those held behind a stuck one */
	int stuck; /* refused, conflict or for the administrator */
	int drafts;
	int64_t oldest; /* wall ms of the oldest unfinished operation; 0: none */
};

/* Every <operator>.db of the directory, sorted by name; *out is yours to free().  It reads
 * copies, so the originals are never written, locked or waited for.  REFUSED: the
 * directory cannot be read. */
enum verdict store_survey(const char *dir, struct sight **out, size_t *n,
			  struct err *) MUST;

#endif
