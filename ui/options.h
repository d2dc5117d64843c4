/* ui/options.h -- the options of the command line. */
#ifndef UI_OPTIONS_H
#define UI_OPTIONS_H

#include <stdbool.h>

#include "base/err.h"

struct options {
	const char *conf, *script; /* NULL: not given */
	bool line;
};

/* DONE: go on.  LATER: the requested text was printed, exit.  REFUSED: usage was
 * printed. */
enum verdict options_read(struct options *, int argc, char **argv) MUST;

#endif
