/* ui/state.h -- the state of the workstation.  Every message from the desk is an event,
 * applied in state_apply(); screens read a const state and paint.
 */
#ifndef UI_STATE_H
#define UI_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/vec.h"

#include "model/calendar.h"
#include "model/ticket.h"

#include "action/action.h"
#include "query/query.h"
#include "wire/message.h"

/* Receives the answer to a question.  A zeroed one is empty; state_forget() it before its
 * memory goes. */
struct answer {
	int64_t id; /* of the question under way; 0: none */
	const struct query *query;
	struct rows *rows; /* NULL: nothing yet */
	bool waiting, mirror;
	int64_t age;
	char fault[256]; /* why there is no answer, translated */
	unsigned version; /* counts arrivals */
};

enum event_kind {
	EVENT_WELCOME, /* logged in; also after the desk was restarted */
	EVENT_NO, /* id */
	EVENT_KEPT, /* id: on disk, after fsync */
	EVENT_RENEWED, /* id: the password was changed */
	EVENT_ROWS, /* answer */
	EVENT_DRAFTED,
	EVENT_SETTLED,
	EVENT_LINK,
	EVENT_NEWS,
	EVENT_WORD, /* text: a notice to be read once */
	EVENT_LABEL, /* the name of a code has come */
	EVENT_CUT, /* the desk is gone; it is being restarted */
	EVENT__MAX
};

struct event {
	enum event_kind kind;
	struct stamp now;
	const json_t *body; /* the message; NULL for EVENT_CUT */
	int64_t id; /* EVENT_NO, EVENT_KEPT, EVENT_ROWS */
	struct answer
		*answer; /* EVENT_ROWS, EVENT_NO: the one it filled; may be NULL */
	struct msg_no no;
	struct msg_settled settled;
	char text
		[320]; /* EVENT_NO, EVENT_SETTLED, EVENT_WORD: the sentence, translated */
};

struct label {
	char table[32], code[40];
	char *name, *path; /* NULL while unknown */
	int64_t asked; /* id of the question; 0: not asked */
	bool missing; /* the desk knows no such code */
};

struct state {
	bool welcome;
	struct operator_info me;
	char store[UUID_TEXT], installation[64];
	bool demo;
	struct msg_link link; /* text and args are not kept: see link_text */
	char link_text[200];
	bool cut; /* the desk is gone */
	int64_t offset; /* centre's clock minus ours, ms */
	/* tickets that others changed since the lists were last refreshed */
	VEC(struct news { char ticket[UUID_TEXT]; }) news;
	char own[32][UUID_TEXT]; /* tickets of the operator's last operations, a ring */
	size_t nown;
	VEC(struct label) labels;
	VEC(struct answer *) asked;
	VEC(struct transition) transitions;
	struct calendar calendar;
	struct answer tables[2]; /* workday, transition: asked for at every welcome */
	struct answer incidents; /* those the operator must still take note of */
	int64_t next_id;
};

void state_release(struct state *);
/* Decodes a message into the event and applies it.  False: not a message of the desk. */
bool state_apply(struct state *, struct event *);

/* Registers a new question for this answer and returns its id; an older one under way is
 * forgotten. */
int64_t state_ask(struct state *, struct answer *, const char *query);
void state_forget(struct state *, struct answer *);
/* The name of a code; the code itself while it is unknown. */
const char *state_label(const struct state *, const char *table, const char *code);
const char *state_path(const struct state *, const char *table, const char *code);
const struct label *state_find_label(const struct state *, const char *table,
				     const char *code);
void state_learn(struct state *, const char *table, const char *code, const char *name,
		 const char *path);

#endif
