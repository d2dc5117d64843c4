/* child.h -- runs another program to its end.
 */
#ifndef CHILD_H
#define CHILD_H

#include "base/conf.h"
#include "base/err.h"
#include "base/str.h"

struct job {
	const char *const *argv; /* ends with NULL */
	const char *name; /* for messages */
	int out; /* its standard output */
};
/* Runs the program with `text` on its standard input.  REFUSED: it is not installed, or
 * failed. */
enum verdict job_run(const struct job *, const struct str *text, struct err *) MUST;

/* gangshao-press, with the fonts of the configuration. */
struct press_order {
	const struct conf *conf; /* NULL: gangshao-press's own choice of fonts */
	const char *flag, *value; /* value NULL: the flag has none */
};
enum verdict press_run(const struct press_order *, const struct str *text, int out,
		       struct err *) MUST;
/* The same, reading all its output into `out`. */
enum verdict press_read(const struct press_order *, const struct str *text,
			struct str *out, struct err *) MUST;

#endif
