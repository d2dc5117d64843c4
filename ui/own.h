/* ui/own.h -- private to ui.c, talk.c, stack.c, ahead.c and command.c. */
#ifndef UI_OWN_H
#define UI_OWN_H

#include "base/vec.h"

#include "ui/link.h"
#include "ui/part/prompt.h"
#include "ui/ui.h"

struct screen_timer {
	struct ui *ui;
	struct screen *screen;
	ui_timer_fn *fn;
};

struct told {
	int64_t id;
	json_t *message; /* sent again if the desk dies before its answer */
};

/* A key that waits for an answer. */
struct key_ahead {
	struct key key;
	char *paste; /* owned; NULL: none */
};

struct ui {
	struct loop *loop;
	const struct conf *conf;
	struct state state;
	struct link *link;
	VEC(struct screen *) stack;
	VEC(struct screen_timer *) timers;
	VEC(struct told) told;
	VEC(struct key_ahead) ahead; /* ahead.c */
	int64_t ahead_since; /* when the first waiting key was typed */
	struct prompt prompt;
	struct screen *prompt_for;
	ui_prompt_fn *prompt_done;
	char *paste; /* a large paste, held until its prompt is answered */
	char message[800];
	enum face message_face;
	int message_rows; /* rows painted; more than one covers the foot of the screen */
	unsigned damage;
	struct stamp now;
	int64_t fixed_wall, last_key;
	int banner_rows; /* rows painted above the screen, with the status line */
	char banner_said[300]; /* last banner text in line mode */
	bool small; /* the terminal is below the smallest size */
	ui_said_fn *said; /* line mode: receives the sentences */
	void *said_arg;
	int drafts_out; /* sent and not yet answered */
	int64_t renewal; /* id of a change of password under way; 0: none */
	int link_said; /* 1 + the link state reported last; 0: none */
};

/* ui.c: applies a key at once. */
void ui_key_now(struct ui *, const struct key *);
/* ahead.c: keeps the key if it, or one before it, waits for an answer.  True: kept. */
bool ahead_takes(struct ui *, const struct key *);
/* Applies the kept keys that no longer wait. */
void ahead_play(struct ui *);
/* Forgets all kept keys. */
void ahead_drop(struct ui *);
void ahead_release(struct ui *);
/* talk.c */
void talk_message(void *arg, json_t *message, struct stamp now);
void talk_fault(void *arg, const char *text, struct stamp now);
void talk_release(struct ui *);
/* stack.c */
void stack_release(struct ui *);
void stack_event(struct ui *, const struct event *);
void stack_save(struct ui *);
/* command.c: runs a line typed after ":". */
void command_run(struct screen *, struct ui *, const char *text);
extern const char *const command_words[];
/* Leaves the program; asks first where forms are open. */
void ui_leave(struct ui *);
/* Locks: opens the login on top and keeps the stack below it. */
void ui_lock(struct ui *);

#endif
