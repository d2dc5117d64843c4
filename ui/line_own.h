/* ui/line_own.h -- what line.c and line_form.c share. */
#ifndef UI_LINE_OWN_H
#define UI_LINE_OWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/conf.h"
#include "base/json.h"

#include "action/action.h"
#include "query/query.h"
#include "wire/wire.h"

struct line {
	struct wire *wire;
	struct operator me;
	struct rows *rows; /* of the last list: its numbers are said in commands */
	int64_t next_id;
	bool over; /* the desk or the input has ended */
};

/* Shows the prompt, reads a line without its end.  False: the input is over. */
bool line_read(struct line *, const char *prompt, char *out, size_t size);
void line_say(const char *text);
void line_sayf(const char *fmt, ...) PRINTF(1, 2);
/* Waits for the answer with this id; what comes in between is said.  NULL: refused or
 * over, and it has been said why.  New reference. */
json_t *line_wait(struct line *, int64_t id);
/* args taken.  NULL: no answer.  Yours. */
struct rows *line_ask(struct line *, const char *query, json_t *args);
/* Asks field after field, then submits.  ticket: NULL for a new call. */
void line_form(struct line *, const struct action *, const struct ticket *ticket);

#endif
