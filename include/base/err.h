/* base/err.h -- verdicts: what the caller can do next, and a sentence for the user.
 * Every fallible function returns a verdict; nothing else is ever an error code.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

#include "base/banned.h"

enum verdict {
	DONE, /* success */
	LATER, /* nothing is wrong; try again when told */
	REFUSED, /* a person must change something; err->text says what */
	BROKEN /* our disk or our bug: log it, keep the queue */
};

#define MUST		   __attribute__((warn_unused_result))
#define PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))

/* Filled only where a function did not return DONE.  Callers own it, on the stack;
 * err may be NULL where nobody will read it. */
struct err {
	enum verdict verdict;
	bool ask; /* REFUSED until the user confirms: the same value again, `sure`, --sure */
	char field[40]; /* the form field at fault, "" where there is none */
	char text[480]; /* one sentence for the user, translated; valid UTF-8 */
};

/* Each sets err and returns its verdict, so that `return refuse(err, _("…"), …);`
 * is a whole failure.  The text is cut at a character boundary. */
enum verdict refuse(struct err *, const char *fmt, ...) PRINTF(2, 3);
enum verdict refuse_field(struct err *, const char *field, const char *fmt, ...)
	PRINTF(3, 4);
/* REFUSED with err->ask: the value looks wrong but may be right. */
enum verdict ask_sure(struct err *, const char *fmt, ...) PRINTF(2, 3);
enum verdict later(struct err *, const char *fmt, ...) PRINTF(2, 3);
enum verdict broken(struct err *, const char *fmt, ...) PRINTF(2, 3);

/* "done", "later", "refused", "broken": used on the wire and in logs. */
const char *verdict_name(enum verdict);
enum verdict verdict_named(const char *name); /* BROKEN for an unknown name */

#endif
