/* ui/line.h -- the workstation line by line, without drawing: for screen readers. */
#ifndef UI_LINE_H
#define UI_LINE_H

#include "base/conf.h"

/* Reads commands from standard input until "quit" or its end.  Returns an exit code. */
int line_run(const struct conf *);

#endif
