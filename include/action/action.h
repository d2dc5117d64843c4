/* action/action.h -- what may be done to a ticket.  One file each: a field table and a
 * check; the rows of sql/code/transition.csv decide when it is offered and to whom.
 */
#ifndef ACTION_ACTION_H
#define ACTION_ACTION_H

#include <stddef.h>

#include "base/err.h"
#include "base/json.h"
#include "base/uuid.h"
#include "form/field.h"
#include "form/form.h"
#include "model/ticket.h"

struct action {
	const char *name;  /* CLI verb, core.act_<name>, action column of transition.csv */
	const char *label; /* N_() */
	const char *help;  /* N_(): one sentence, law included */
	const char *ask;   /* N_(): title of the form, may be NULL: label */
	const struct field *fields;
	size_t nfields;
	/* What data cannot say: relations between fields and to the ticket.  NULL: none. */
	enum verdict (*check)(const struct form *, const struct ticket *, struct err *);
	/* Starts the form from the ticket (e.g. the rule set's table of grounds). */
	void (*fill)(struct form *, const struct ticket *);
	unsigned flags;
};

enum {
	ACTION_APPENDS = 1u << 0, /* needs no base and never conflicts */
	ACTION_CREATES = 1u << 1  /* makes a new ticket */
};

extern const struct action *const actions[]; /* NULL-terminated, in menu order */
const struct action *action_named(const char *name); /* NULL: no such action */

/* The sealed form: what goes into the outbox and on to api.tell. */
struct command {
	struct uuid op;
	struct uuid ticket;
	char base[48]; /* "server:<n>", "op:<uuid>", "" */
	const struct action *action;
	json_t *payload; /* owned */
};

/* Checks the form against the action; on DONE *out is filled with a new op id and the
 * payload.  ticket is NULL for a creating action.  On REFUSED err->field is the fault. */
enum verdict command_seal(struct command *out, const struct action *, struct form *,
			  const struct ticket *ticket, int64_t wall, struct err *) MUST;
void command_release(struct command *);

/* One row of the procedure, mirrored from the centre. */
struct transition {
	char code[12], kind[12], action[24], from[12], to[12], duty[8], scope[12], target[12];
	char name[64]; /* Chinese label of this step */
};
/* Whether the row offers its action on this ticket to this operator. */
struct operator;
int transition_offers(const struct transition *, const struct ticket *,
		      const struct operator *);

#endif
