/* ui/term/print.h -- prints on the printer attached to the terminal (media copy).
 */
#ifndef UI_TERM_PRINT_H
#define UI_TERM_PRINT_H

#include <stddef.h>

#include "base/err.h"

/* way: "terminfo" or "on"; encoding: "UTF-8" or "GB18030".  text: lines that end with
 * "\n", pages that end with "\f"; everything else goes through utf8_visible(), so that
 * no byte of it can end the printing or control the terminal.  REFUSED: this terminal
 * cannot print.  The screen stays unchanged. */
enum verdict term_print(const char *way, const char *encoding, const char *text,
			struct err *) MUST;

#endif
