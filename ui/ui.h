/* ui/ui.h -- runs the screens: stack, keys, messages, the one draw before sleep.
 */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/conf.h"

#include "loop/loop.h"

#include "ui/screen.h"
#include "ui/state.h"

struct ui;

struct ui *ui_new(struct loop *, const struct conf *);
void ui_free(struct ui *);
/* Opens the login and starts reading keys from the terminal. */
void ui_start(struct ui *);
void ui_key(struct ui *, const struct key *);
/* Forgets the keys that wait for an answer (ahead.c). */
void ui_drop_keys(struct ui *);
/* Paints what was damaged; the loop's hook before sleep. */
void ui_paint(void *arg, struct stamp now);
/* A script's own clock; 0: the machine's. */
void ui_fix_clock(struct ui *, int64_t wall);
void ui_quit(struct ui *);
/* Starts in line mode: sentences go to fn, and instead of locking the program ends.
 * bottom: a screen that receives all events; stays the caller's. */
typedef void ui_said_fn(void *arg, const char *text);
void ui_start_unseen(struct ui *, struct screen *bottom, ui_said_fn *, void *arg);
/* The hook before sleep in line mode: clears the damage without painting. */
void ui_unpainted(struct ui *, struct stamp now);
/* Whether no question, submission, timer or painting is outstanding. */
bool ui_is_quiet(const struct ui *);

/* -- for screens --------------------------------------------------------------------- */
const struct state *ui_state(const struct ui *);
const struct conf *ui_conf(const struct ui *);
struct stamp ui_now(const struct ui *);
int32_t ui_today(const struct ui *);
void ui_damage(struct ui *, unsigned damage);

/* The stack.  ui_open() by name pushes; closing the last screen is not possible. */
struct screen *ui_open(struct ui *, const char *name, const struct opening *);
void ui_close(struct ui *, struct screen *);
void ui_raise(struct ui *, struct screen *);
struct screen *ui_top(const struct ui *);
size_t ui_depth(const struct ui *);
/* Which rows of the key table apply on the top screen now. */
unsigned ui_place(const struct ui *);
struct screen *ui_at(const struct ui *, size_t depth); /* 0: the bottom */
/* Whether it is still open, at whatever depth: an act may have closed it. */
bool ui_is_open(const struct ui *, const struct screen *);

/* One sentence in the message line, until the next key. */
void ui_say(struct ui *, enum face, const char *fmt, ...) PRINTF(3, 4);

/* Prompts for a line at the bottom on behalf of a screen.  done gets NULL after Esc. */
typedef void ui_prompt_fn(struct screen *, struct ui *, const char *text);
void ui_prompt(struct ui *, struct screen *, const char *label, const char *text,
	       ui_prompt_fn *done);

/* Timers of a screen; they end with it. */
typedef void ui_timer_fn(struct screen *, struct ui *);
void ui_timer(struct ui *, struct screen *, int64_t in_ms, ui_timer_fn *);
void ui_timer_off(struct ui *, struct screen *, ui_timer_fn *);

/* -- the desk ------------------------------------------------------------------------ */
void ui_hello(struct ui *, const char *operator_name, const struct msg_keys *);
/* Asks to change the password to keys->becomes; EVENT_RENEWED or EVENT_NO with the returned
 * id follows.  0: the desk is gone. */
int64_t ui_renew(struct ui *, const char *operator_name, const struct msg_keys *);
/* The password was changed: a restarted desk gets the new one. */
void ui_renewed(struct ui *, const char *password);
/* Asks; args taken.  from: NULL both, "mirror", "centre". */
void ui_ask(struct ui *, struct answer *, const char *query, json_t *args,
	    const char *from);
void ui_forget(struct ui *, struct answer *);
/* Submits the commands, which become durable together: EVENT_KEPT with the returned id.
 * They stay the caller's.  While the desk is away, they are sent as soon as it is back. */
int64_t ui_tell(struct ui *, const struct command *, size_t n,
		const struct uuid *draft);
/* Saves a draft; body taken.  Returns the id of the message; 0: the desk is away, save
 * again at EVENT_WELCOME. */
int64_t ui_draft(struct ui *, const struct uuid *draft, int64_t seq, json_t *body);
/* Discards a draft.  reason: kept on record with it; NULL: the draft was empty. */
void ui_drop(struct ui *, const struct uuid *draft, const char *reason);
int64_t ui_withdraw(struct ui *, const struct uuid *op, const char *reason);
int64_t ui_retry(struct ui *, const struct uuid *op);
/* The name or path of a code; the code while unknown: it is then asked for, and the screen
 * painted when the answer comes. */
const char *ui_label(struct ui *, const char *table, const char *code);
const char *ui_path(struct ui *, const char *table, const char *code);
void ui_learn(struct ui *, const char *table, const char *code, const char *name,
	      const char *path);
/* How many open forms hold typed text (pile.c). */
size_t ui_forms(const struct ui *);
/* Reports once how many drafts can be continued, and the latest (pile.c). */
void pile_say(struct ui *, const struct rows *drafts);
/* The lists show all news: resets the count in the status line. */
void ui_news_seen(struct ui *);

#endif
