/* ui/term/script.h -- reads keys from a file and dumps the screen as text, for golden
 * tests.
 *
 *   size 24 80           rows and columns; first, if at all
 *   clock 2026-11-23T14:05:00+08:00
 *   key F2 ^S Esc x      keys by their names in the key table
 *   type some text       characters one by one
 *   paste some text      as a terminal pastes it; \n is a new line
 *   wait some text       until the screen shows it (10 s)
 *   gone some text       until the screen no longer shows it
 *   sleep 300            milliseconds
 *   dump a name          the screen, once it rests, to standard output under this name
 *   # a remark
 */
#ifndef UI_TERM_SCRIPT_H
#define UI_TERM_SCRIPT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/err.h"

#include "ui/term/keys.h"

struct script;

/* REFUSED: the file cannot be read, or a line is not valid. */
enum verdict script_open(struct script **out, const char *path, struct err *) MUST;
void script_close(struct script *);

/* Size asked for in the first line; 24 × 80 otherwise. */
void script_size(const struct script *, int *rows, int *cols);

enum step {
	STEP_KEY,
	STEP_WAIT,
	STEP_GONE,
	STEP_SLEEP,
	STEP_CLOCK,
	STEP_DUMP,
	STEP_END
};

/* The next step: a key in *key, or the words of the line in *words (borrowed). */
enum step script_next(struct script *, struct key *key, const char **words);

/* Whether the screen shows these words in one row. */
bool script_shows(const char *words);
/* Writes the screen as text. */
void script_dump(FILE *, const char *name);

#endif
