/* action/action.h -- what may be done to a ticket.  One file each: a field table and a
 * check; the rows of sql/code/transition.csv decide when it is offered and to whom.
 */
#ifndef ACTION_ACTION_H
#define ACTION_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"
#include "base/uuid.h"

#include "model/ticket.h"

#include "form/field.h"
#include "form/form.h"

struct stage;

/* A code of a table and what the table says of it. */
struct choice {
	const char *code;
	const json_t *extra;
};

struct action {
	const char
		*name; /* CLI verb, core.act_<name>, action column of transition.csv */
	const char *label; /* N_() */
	const char *help; /* N_(): one sentence, law included */
	const char *ask; /* N_(): title of the form, may be NULL: label */
	const struct field *fields;
	size_t nfields;
	/* Whether the ticket, as it is known here, is one for it at all: nobody follows up
	 * what was not reported.  NULL: every ticket that the procedure offers it on. */
	bool (*fits)(const struct ticket *);
	/* What data cannot say: relations between fields and to the ticket.  NULL: none. */
	enum verdict (*check)(const struct form *, const struct ticket *, struct err *);
	/* Starts the form from the ticket.  NULL: empty. */
	void (*fill)(struct form *, const struct ticket *);
	/* Puts in what follows from what was chosen and from the record of the ticket; said
	 * again and again.  NULL: nothing. */
	void (*follow)(struct form *, const struct ticket *);
	/* What is worth saying before submitting though it is no fault: true, and err holds
	 * field and sentence.  NULL: never anything. */
	bool (*advise)(const struct form *, const struct ticket *, struct err *);
	/* Adds to the payload what follows from the facts. */
	void (*derive)(const struct form *, json_t *payload);
	/* Whether this code may be chosen into this field now.  NULL: any of the table. */
	bool (*offers)(const struct form *, const char *field, const struct choice *,
		       const struct stage *);
	unsigned flags;
};

enum {
	ACTION_APPENDS = 1u << 0, /* needs no base and never conflicts */
	ACTION_CREATES = 1u << 1, /* makes a new ticket */
	ACTION_AMENDS = 1u << 2, /* sends only what was changed; nothing is required */
	ACTION_PAPER = 1u << 3, /* tells by a document that can be seen before */
	ACTION_PROPOSES = 1u << 4, /* comes to be once another has approved it */
	ACTION_SUGGESTED = 1u << 5 /* the centre suggests its unit, with the reason */
};

extern const struct action *const actions[]; /* NULL-terminated, in menu order */
const struct action *action_named(const char *name); /* NULL: no such action */

/* A form ready to be filled in: context (kind, rule set, today) and fill applied.
 * ticket is NULL for a creating action.  Yours: form_free(). */
struct form *action_form(const struct action *, const struct ticket *, int64_t wall);
/* A draft goes into the form; where facts are amended, what it leaves alone stays. */
void action_restore(const struct action *, struct form *, const json_t *draft);

/* The sealed form: what goes into the outbox and on to api.tell. */
struct command {
	struct uuid op;
	struct uuid ticket;
	char base[48]; /* "server:<n>", "op:<uuid>", "" */
	const struct action *action;
	json_t *payload; /* owned */
	struct uuid mends; /* a refused operation it takes the place of; nil: none */
};

/* Checks the form against the action; on DONE *out is filled with a new op id and the
 * payload.  ticket is NULL for a creating action.  On REFUSED err->field is the fault. */
enum verdict command_seal(struct command *out, const struct action *, struct form *,
			  const struct ticket *ticket, int64_t wall, struct err *) MUST;
void command_release(struct command *);
/* What a registration that tells of a major incident leaves to be supplied, by its labels;
 * nothing where it tells of none.  Appended. */
void intake_lacks(const struct form *, struct str *out);
/* It builds on one's own operation that is still on its way ("": none), and takes the place
 * of the refused one (nil: none), which then says what it builds on. */
void command_build_on(struct command *, const char *base, const struct uuid *mends);
/* The step as it is filled in, asked for as its document: what the query document_draft
 * takes.  New reference. */
json_t *action_draft(const struct action *, const struct form *, const char *ticket);
/* A registration: one command, or two where a complaint is a report as well; both carry
 * the same call. */
enum verdict register_seal(struct command out[2], size_t *n, struct form *,
			   int64_t wall, struct err *) MUST;

/* One row of the procedure, mirrored from the centre. */
struct transition {
	char code[12], kind[12], action[24], from[12], to[12], duty[8], scope[12],
		target[12];
	char name[64]; /* Chinese label of this step */
};
/* From a row of the code table `transition`: code, name, extra.  False: a row that is
 * kept for the record and offers nothing. */
bool transition_read(struct transition *out, const char *code, const char *name,
		     const json_t *extra);
/* The unit for which he would take the step; "" where it is not his. */
const char *transition_unit(const struct transition *, const struct ticket *,
			    const struct operator*);
/* Whether the row offers its action on this ticket to this operator; ticket NULL: for a
 * new one. */
bool transition_offers(const struct transition *, const struct ticket *,
		       const struct operator*);
/* The lists that a ticket itself holds, to choose one of its persons, entries, documents
 * by number: whether that is one, and its rows, [code, name, path, initials, extra] as
 * the query `pick` gives them.  New reference. */
bool part_is_list(const char *pick);
json_t *part_rows(const struct ticket *, const char *pick);
/* Where a form stands: the ticket, the procedure, and who fills it in. */
struct stage {
	const struct ticket *ticket;
	const struct transition *rows;
	size_t n;
	const struct operator* me;
};
/* Whether it is the step that a ticket in this state usually takes next: what was proposed,
 * where something was. */
bool action_is_usual(const struct action *, const struct ticket *);
/* The key that picks each of actions[] from a menu, the same in every state: no two that a
 * ticket can ever offer together share one.  '\0': more than there are keys, or none. */
#define ACTIONS_MOST 96
void action_keys(const struct transition *, size_t n, char keys[ACTIONS_MOST]);
/* The first row that offers the action; NULL: it is not offered. */
const struct transition *action_offered(const struct action *,
					const struct transition *, size_t n,
					const struct ticket *, const struct operator*);

#endif
