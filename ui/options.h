/* ui/options.h -- what was said on the command line. */
#ifndef UI_OPTIONS_H
#define UI_OPTIONS_H

#include <stdbool.h>

#include "base/err.h"

struct options {
	const char *conf, *script; /* NULL: not given */
	bool line;
};

/* DONE: go on.  LATER: what was asked is said, leave.  REFUSED: usage is said. */
enum verdict options_read(struct options *, int argc, char **argv) MUST;

#endif
