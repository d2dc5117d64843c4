/* ui/ui.h -- the house of the screens: stack, keys, messages, the one draw before sleep.
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
/* Opens the login and takes keys from the terminal from now on. */
void ui_start(struct ui *);
void ui_key(struct ui *, const struct key *);
/* Keys that wait for an answer (ahead.c) are forgotten. */
void ui_drop_keys(struct ui *);
/* What was damaged is painted; the loop's hook before sleep. */
void ui_paint(void *arg, struct stamp now);
/* A script's own clock; 0: the machine's. */
void ui_fix_clock(struct ui *, int64_t wall);
void ui_quit(struct ui *);
/* Without a terminal: what is said goes to fn, and where a workstation would lock this one
 * ends.  bottom: the screen that hears all events; stays the caller's. */
typedef void ui_said_fn(void *arg, const char *text);
void ui_start_unseen(struct ui *, struct screen *bottom, ui_said_fn *, void *arg);
/* What was damaged is forgotten: the hook before sleep where nothing is painted. */
void ui_unpainted(struct ui *, struct stamp now);
/* Nothing is asked, told, timed or unpainted: the screen stays as it is. */
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
/* Which rows of the key table count on the screen on top just now. */
unsigned ui_place(const struct ui *);
struct screen *ui_at(const struct ui *, size_t depth); /* 0: the bottom */

/* One sentence in the message line, until the next key. */
void ui_say(struct ui *, enum face, const char *fmt, ...) PRINTF(3, 4);

/* A line typed at the bottom on behalf of a screen.  done gets NULL when left with Esc.
 */
typedef void ui_prompt_fn(struct screen *, struct ui *, const char *text);
void ui_prompt(struct ui *, struct screen *, const char *label, const char *text,
	       ui_prompt_fn *done);

/* Timers of a screen; gone with it. */
typedef void ui_timer_fn(struct screen *, struct ui *);
void ui_timer(struct ui *, struct screen *, int64_t in_ms, ui_timer_fn *);
void ui_timer_off(struct ui *, struct screen *, ui_timer_fn *);

/* -- the desk ------------------------------------------------------------------------ */
void ui_hello(struct ui *, const char *operator, const struct msg_keys *);
/* keys->becomes is to take the password's place: EVENT_RENEWED or EVENT_NO with the id that
 * is returned; 0: the desk is gone. */
int64_t ui_renew(struct ui *, const char *operator, const struct msg_keys *);
/* It has: the desk is shown it from now on. */
void ui_renewed(struct ui *, const char *password);
/* args taken.  from: NULL both, "mirror", "centre". */
void ui_ask(struct ui *, struct answer *, const char *query, json_t *args,
	    const char *from);
void ui_forget(struct ui *, struct answer *);
/* The commands become durable together; EVENT_KEPT with this id.  They stay the caller's.
 * Where the desk is away just now it is said again as soon as it is back. */
int64_t ui_tell(struct ui *, const struct command *, size_t n,
		const struct uuid *draft);
/* body taken.  False: the desk is away; keep it and try again at EVENT_WELCOME. */
int64_t ui_draft(struct ui *, const struct uuid *draft, int64_t seq, json_t *body);
/* reason: why it is thrown away, kept with it; NULL: there is nothing in it. */
void ui_drop(struct ui *, const struct uuid *draft, const char *reason);
int64_t ui_withdraw(struct ui *, const struct uuid *op, const char *reason);
int64_t ui_retry(struct ui *, const struct uuid *op);
/* Names of codes: what is not known yet is asked for, and painted when it comes. */
const char *ui_label(struct ui *, const char *table, const char *code);
const char *ui_path(struct ui *, const char *table, const char *code);
void ui_learn(struct ui *, const char *table, const char *code, const char *name,
	      const char *path);
/* Open forms in which something is typed (pile.c). */
size_t ui_forms(const struct ui *);
/* What can be gone on with, said once: how many drafts, what the latest is (pile.c). */
void pile_say(struct ui *, const struct rows *drafts);
/* New rows are taken in: the count of news in the status line starts again. */
void ui_news_seen(struct ui *);

#endif
