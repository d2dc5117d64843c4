/* ui/screen/act.h -- the model of every form over a ticket, shared by its acts and its
 * painter. */
#ifndef UI_SCREEN_ACT_H
#define UI_SCREEN_ACT_H

#include "base/vec.h"

#include "ui/part/draft.h"
#include "ui/part/fieldset.h"
#include "ui/screen.h"

/* One ticket the form is for. */
struct target {
	char id[UUID_TEXT];
	struct ticket ticket; /* doc NULL: not read yet */
	bool left_out; /* the step is not open there */
};

/* The kinds of step that the tagged tickets would take, with the number of each. */
struct act_group {
	char name[64];
	size_t n;
};

enum act_phase { ACT_LOADING, ACT_TYPING, ACT_SENDING };

struct act_screen {
	struct screen screen;
	const struct action *action;
	VEC(struct target) targets;
	size_t asked; /* index of the target whose document is being fetched */
	struct answer doc, outbox, paper, suggest;
	struct form *form; /* NULL while loading */
	struct fieldset fields;
	struct draft draft;
	char draft_id[UUID_TEXT];
	json_t *body; /* a draft, or a refused payload, to load into the form */
	char *text; /* typed after the command; owned */
	struct uuid mends;
	enum act_phase phase;
	int64_t told;
	bool wants_submit, advised, chosen, moved;
	bool cleared; /* refused steps before this one were asked about */
	VEC(struct act_group) groups; /* the first is this form's */
	VEC(struct later { char id[UUID_TEXT]; })
	later; /* tickets of the other groups */
	size_t nclosed; /* tickets on which the step is not open */
	bool sorted, more; /* more: the pane beside the form is longer than shown */
	size_t scroll; /* first line shown of that pane */
};

const struct ticket *act_ticket(const struct act_screen *);
size_t act_ntargets(const struct act_screen *); /* without those left out */
/* The procedure step of this form; NULL while unknown. */
const struct transition *act_step(const struct act_screen *, struct ui *);
const struct transition *act_step_of(const struct act_screen *, struct ui *,
				     const struct ticket *);
/* act_group.c: once all tickets are known, keeps only those that take the same kind of
 * step.  True: the first ticket, for which the form was made, was removed. */
bool act_sort_out(struct act_screen *, struct ui *);
void act_go_on(struct act_screen *, struct ui *); /* opens the next group */
/* PgDn, PgUp where the pane beside the form is longer than shown. */
bool act_scroll(struct act_screen *, struct ui *, enum act);
void act_news(struct act_screen *, struct ui *, const json_t *body);
void act_group_release(struct act_screen *);
void act_put_targets(const struct act_screen *, struct ui *, struct sheet *, int cols);
/* Whether it mends an operation that conflicted with another operator's change. */
bool act_is_conflict(const struct act_screen *);
/* act_conflict.c: the steps that came between, then both versions field by field. */
void act_put_conflict(const struct act_screen *, struct ui *, struct sheet *, int cols);

/* Puts the cursor on the faulty field and shows the sentence. */
void act_fault(struct act_screen *, struct ui *, const struct err *);
/* The ticket after the operator's own pending operations. */
struct ticket act_then(const struct act_screen *, struct ui *, const struct ticket *,
		       char base[48]);
bool act_offers(struct fieldset *, struct ui *, size_t field, const struct choice *);
/* Asks for the newest copy of one of its tickets; take_doc() gets the answer. */
void act_ask_doc(struct act_screen *, struct ui *, const char *ticket);
/* Whether the newer copy replaces the one under the form, which stays: the step builds on no
 * version, or on this one and nothing typed would be lost.  A copy of the same version may
 * say more: the desk advances its own copy after a step without asking the centre. */
bool act_goes_below(const struct act_screen *, const struct ticket *had,
		    const struct ticket *got);
/* Asks for a newer copy, where it may go below whatever its version is. */
bool act_look_again(struct act_screen *, struct ui *);
/* act_paper.c: fills in fields that follow from the form and the ticket's record. */
void act_follow(struct act_screen *, struct ui *);
/* Previews the document of the step; act_paper_event() receives it. */
void act_preview(struct act_screen *, struct ui *);
void act_paper_event(struct act_screen *, struct ui *, const struct event *);
bool act_waits(const struct screen *, const struct ui *, enum act);
unsigned
act_place(const struct screen *); /* PLACE_TOLD too, with a document to preview */

/* act_refused.c */
void act_submit(struct act_screen *, struct ui *);
/* True: an earlier step on the ticket was refused, and the operator is asked about it
 * first. */
bool act_asks_first(struct act_screen *, struct ui *);

/* act_unit.c: the unit for which the operator takes this step. */
const char *act_unit(const struct act_screen *, struct ui *);
/* The competent unit suggested by the centre: asks for it, receives it, fills it in. */
void act_ask_suggestion(struct act_screen *, struct ui *);
void act_suggested(struct act_screen *, struct ui *);
void act_take_suggestion(struct act_screen *, struct ui *);
/* The row of the suggestion that F5 takes: the first unit other than the ticket's holder,
 * else the first row; -1: nothing is suggested. */
int act_suggestion(const struct act_screen *);

void act_draw(struct screen *, struct ui *, struct canvas, unsigned damage);

#endif
