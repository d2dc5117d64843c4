/* ui/term/term.h -- the terminal: taken once, given back on every way out.
 * This folder alone includes curses.h.
 */
#ifndef UI_TERM_TERM_H
#define UI_TERM_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#include "ui/term/keys.h"

#define TERM_ROWS 24 /* the smallest screen that is served */
#define TERM_COLS 80

struct term_options {
	const char *theme;
	bool ascii, suspend;
	int rows, cols; /* > 0: no terminal at all, a script's screen of this size */
};

/* REFUSED: an unknown terminal, no terminal, or a character set that is not ours. */
enum verdict term_start(const struct term_options *, struct err *) MUST;
void term_stop(void); /* may be called at any time, more than once */
bool term_gone(void); /* nobody is at the other end any more */

int term_rows(void);
int term_cols(void);
bool term_small(void); /* below TERM_ROWS × TERM_COLS */
bool term_ascii(void);

/* The next key, without waiting; false: none.  now: a monotonic clock, ms. */
bool term_read(struct key *, int64_t now);
/* When to read again although nothing has come: part of a key waits; 0: never. */
int64_t term_due(void);
/* The window has another size now. */
void term_resized(void);
void term_resize(int rows, int cols);

void term_cursor(int y, int x);
void term_flush(void); /* what was drawn goes out, the cursor stands */
void term_redraw(void); /* the next flush draws everything anew */
void term_blank(void); /* empties the screen and what was scrolled off it */
void term_suspend(void);

/* Bytes of its own making past the screen, which stays as it is: print.c. */
void term_say(const char *bytes, size_t len);

/* The screen as text, one row a call, without trailing blanks. */
void term_row(int y, char *out, size_t size);

#endif
