/* ui/term/print.h -- pages to the printer that hangs on the terminal (media copy).
 */
#ifndef UI_TERM_PRINT_H
#define UI_TERM_PRINT_H

#include <stddef.h>

#include "base/err.h"

/* way: "terminfo" or "on"; encoding: "UTF-8" or "GB18030".  text: lines that end with
 * "\n", pages that end with "\f"; everything else goes through utf8_visible(), so that
 * nothing in it ends the printing or speaks to the terminal.  REFUSED: this terminal has
 * no way to its printer.  The screen is as it was. */
enum verdict term_print(const char *way, const char *encoding, const char *text,
			struct err *) MUST;

#endif
