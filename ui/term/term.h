/* ui/term/term.h -- the terminal: set up once, restored on every exit.
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
	int rows, cols; /* > 0: no terminal, a script's screen of this size */
};

/* REFUSED: an unknown terminal, no terminal, or an unsupported character set. */
enum verdict term_start(const struct term_options *, struct err *) MUST;
void term_stop(void); /* may be called at any time, more than once */
bool term_gone(void); /* the terminal has hung up */

int term_rows(void);
int term_cols(void);
bool term_small(void); /* below TERM_ROWS × TERM_COLS */
bool term_ascii(void);

/* The next key, without waiting; false: none.  now: a monotonic clock, ms. */
bool term_read(struct key *, int64_t now);
/* When to read again even without input, because part of a key waits; 0: not needed. */
int64_t term_due(void);
/* The window's size has changed. */
void term_resized(void);
void term_resize(int rows, int cols);

void term_cursor(int y, int x);
void term_flush(void); /* writes what was drawn, and places the cursor */
void term_redraw(void); /* the next flush redraws everything */
void term_blank(void); /* clears the screen and the scrollback */
void term_suspend(void);

/* Writes bytes to the terminal, bypassing the screen, which stays unchanged: print.c. */
void term_say(const char *bytes, size_t len);

/* The screen as text, one row a call, without trailing blanks. */
void term_row(int y, char *out, size_t size);

#endif
