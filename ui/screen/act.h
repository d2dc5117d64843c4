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

/* The kinds of step that tagged tickets would take, and how many take each. */
struct act_group {
	char name[64];
	size_t n;
};

enum act_phase { ACT_LOADING, ACT_TYPING, ACT_SENDING };

struct act_screen {
	struct screen screen;
	const struct action *action;
	VEC(struct target) targets;
	size_t asked; /* the target whose document is under way */
	struct answer doc, outbox, paper, suggest;
	struct form *form; /* NULL while loading */
	struct fieldset fields;
	struct draft draft;
	char draft_id[UUID_TEXT];
	json_t *body; /* a draft, or what was refused: goes into the form */
	char *text; /* typed with the command; owned */
	struct uuid mends;
	enum act_phase phase;
	int64_t told;
	bool wants_submit, advised, chosen, moved;
	bool cleared; /* of what was refused before */
	int cols; /* of the form's layout */
	VEC(struct act_group) groups; /* the first is this form's */
	VEC(struct later { char id[UUID_TEXT]; }) later; /* those of the others */
	size_t nclosed; /* tickets on which the step is not open */
	bool sorted, more; /* more stands beside than is shown */
	size_t scroll; /* first line shown of what stands beside the form */
};

const struct ticket *act_ticket(const struct act_screen *);
size_t act_ntargets(const struct act_screen *); /* without those left out */
/* The step of the procedure this form is; NULL while unknown. */
const struct transition *act_step(const struct act_screen *, struct ui *);
const struct transition *act_step_of(const struct act_screen *, struct ui *,
				     const struct ticket *);
/* act_group.c: once all is known of the tickets, only those of one kind stay.  True: the
 * form was made for one that does not. */
bool act_sort_out(struct act_screen *, struct ui *);
void act_go_on(struct act_screen *, struct ui *); /* with the next kind */
/* PgDn, PgUp where more stands beside the form than is shown. */
bool act_scroll(struct act_screen *, struct ui *, enum act);
void act_news(struct act_screen *, struct ui *, const json_t *body);
void act_group_release(struct act_screen *);
void act_put_targets(const struct act_screen *, struct ui *, struct sheet *, int cols);
/* It mends an operation that somebody else's change has overtaken. */
bool act_is_conflict(const struct act_screen *);
/* act_conflict.c: what came between, then field by field what both said. */
void act_put_conflict(const struct act_screen *, struct ui *, struct sheet *, int cols);

/* The cursor goes to the fault, and the sentence is said. */
void act_fault(struct act_screen *, struct ui *, const struct err *);
/* The ticket as it will be once one's own operations have arrived. */
struct ticket act_then(const struct act_screen *, struct ui *, const struct ticket *,
		       char base[48]);
bool act_offers(struct fieldset *, struct ui *, size_t field, const struct choice *);
/* Where what may be chosen hangs on the ticket, and the step builds on no version of it:
 * the newer document is taken below what is typed.  act_look_again() asks for it. */
bool act_keeps_form(const struct act_screen *);
bool act_look_again(struct act_screen *, struct ui *);
/* act_paper.c: puts in what follows from what stands in the form and on record. */
void act_follow(struct act_screen *, struct ui *);
/* The document of the step as it would be issued, and its answer. */
void act_preview(struct act_screen *, struct ui *);
void act_paper_event(struct act_screen *, struct ui *, const struct event *);
bool act_waits(const struct screen *, const struct ui *, enum act);
unsigned act_place(const struct screen *); /* whether there is one to preview */

/* act_refused.c: True: a refused step stands before this one, and it is asked about. */
void act_submit(struct act_screen *, struct ui *);
bool act_asks_first(struct act_screen *, struct ui *);

/* act_unit.c: for which of her units she takes this step. */
const char *act_unit(const struct act_screen *, struct ui *);
/* The competent unit as the centre suggests it: asked for, come, put into the form. */
void act_ask_suggestion(struct act_screen *, struct ui *);
void act_suggested(struct act_screen *, struct ui *);
void act_take_suggestion(struct act_screen *, struct ui *);
/* Row of the answer that F5 takes: not the holder itself where another is named; -1:
 * nothing is suggested. */
int act_suggestion(const struct act_screen *);

void act_draw(struct screen *, struct ui *, struct canvas, unsigned damage);

#endif
