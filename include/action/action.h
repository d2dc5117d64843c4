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
	int menu; /* its place in menus, ascending */
	const char *label; /* N_() */
	const char *help; /* N_(): one sentence, law included */
	const char *ask; /* N_(): title of the form, may be NULL: label */
	const struct field *fields;
	size_t nfields;
	/* Whether the action makes sense on the ticket as this desk knows it (nothing to
	 * follow up without a report).  NULL: every ticket the procedure offers it on. */
	bool (*fits)(const struct ticket *);
	/* Whether a field can be answered on this ticket as it stands, by this unit.  NULL:
	 * every field. */
	bool (*asks)(const struct ticket *, const char *unit, const char *field);
	/* Rules a table cannot state: between fields, and between form and ticket.
	 * NULL: none. */
	enum verdict (*check)(const struct form *, const struct ticket *, struct err *);
	/* Starts the form from the ticket.  NULL: empty. */
	void (*fill)(struct form *, const struct ticket *);
	/* Fills in fields that follow from the choices made and from the ticket's record;
	 * called repeatedly while the form is filled in.  NULL: nothing. */
	void (*follow)(struct form *, const struct ticket *);
	/* A warning to show once before submitting, which is no fault: true, and err holds
	 * field and sentence.  NULL: never warns. */
	bool (*advise)(const struct form *, const struct ticket *, struct err *);
	/* Adds to the payload the values derived from the fields.  NULL: none. */
	void (*derive)(const struct form *, json_t *payload);
	/* Whether this code may be chosen for this field now.  NULL: any of the table. */
	bool (*offers)(const struct form *, const char *field, const struct choice *,
		       const struct stage *);
	unsigned flags;
};

enum {
	ACTION_APPENDS = 1u << 0, /* needs no base and never conflicts */
	ACTION_CREATES = 1u << 1, /* makes a new ticket */
	ACTION_AMENDS = 1u << 2, /* sends only what was changed; nothing is required */
	ACTION_PAPER = 1u << 3, /* issues a document, which can be previewed */
	ACTION_PROPOSES = 1u << 4, /* takes effect once another operator approves it */
	ACTION_SUGGESTED = 1u << 5 /* the centre suggests its unit, with the reason */
};

extern const struct action *const actions[]; /* NULL-terminated, in menu order */
const struct action *action_named(const char *name); /* NULL: no such action */

/* A form ready to be filled in: context (kind, rule set, today) and fill applied.
 * ticket is NULL for a creating action.  Yours: form_free(). */
struct form *action_form(const struct action *, const struct ticket *, int64_t wall);
/* Leaves out of the form what this unit cannot answer on the ticket as it stands. */
void action_leave_out(const struct action *, struct form *, const struct ticket *,
		      const char *unit);
/* Loads a draft into the form; for an ACTION_AMENDS, fields absent from the draft keep
 * their values. */
void action_restore(const struct action *, struct form *, const json_t *draft);

/* The sealed form: what goes into the outbox and on to api.tell. */
struct command {
	struct uuid op;
	struct uuid ticket;
	char base[48]; /* "server:<n>", "op:<uuid>", "" */
	const struct action *action;
	json_t *payload; /* owned */
	struct uuid mends; /* the refused operation it replaces; nil: none */
};

/* Checks the form against the action; on DONE *out is filled with a new op id and the
 * payload.  ticket is NULL for a creating action.  On REFUSED err->field is the fault. */
enum verdict command_seal(struct command *out, const struct action *, struct form *,
			  const struct ticket *ticket, int64_t wall, struct err *) MUST;
void command_release(struct command *);
/* Appends the labels of the facts still to be supplied after registering a major incident;
 * nothing where the form reports none. */
void intake_lacks(const struct form *, struct str *out);
/* Sets what the command builds on: the operator's own operation still under way (base, "":
 * none).  mends (nil: none) is the refused operation it replaces; the replacement keeps its
 * own base then. */
void command_build_on(struct command *, const char *base, const struct uuid *mends);
/* Arguments of the query document_draft that previews the document of this form.  New
 * reference. */
json_t *action_draft(const struct action *, const struct form *, const char *ticket);
/* Seals a registration: one command, or two where a complaint is also a report; both
 * carry the same call id. */
enum verdict register_seal(struct command out[2], size_t *n, struct form *,
			   int64_t wall, struct err *) MUST;

/* One row of the procedure, mirrored from the centre. */
struct transition {
	char code[12], kind[12], action[24], from[12], to[12], duty[8], scope[12],
		target[12];
	char name[64]; /* Chinese label of this step */
};
/* From a row of the code table `transition`: code, name, extra.  False: the row names no
 * known action and is never offered. */
bool transition_read(struct transition *out, const char *code, const char *name,
		     const json_t *extra);
/* The unit for which the operator would take the step; "" where he may not. */
const char *transition_unit(const struct transition *, const struct ticket *,
			    const struct operator_info *);
/* Whether the row offers its action on this ticket to this operator; ticket NULL: for a
 * new one. */
bool transition_offers(const struct transition *, const struct ticket *,
		       const struct operator_info *);
/* Whether `pick` names a list held by the ticket itself (its persons, entries, documents)
 * rather than a code table. */
bool part_is_list(const char *pick);
/* The rows of that list, [code, name, path, initials, extra] as the query `pick` returns
 * them; code is the number within the ticket.  New reference. */
json_t *part_rows(const struct ticket *, const char *pick);
/* The context of a form: the ticket, the procedure, and the operator filling it in. */
struct stage {
	const struct ticket *ticket;
	const struct transition *rows;
	size_t n;
	const struct operator_info *me;
};
/* Whether this is the step a ticket in this state usually takes next; on a report with an
 * open proposal, the proposed step. */
bool action_is_usual(const struct action *, const struct ticket *);
/* The menu key of each of actions[], the same in every state: two actions that a ticket
 * may offer together never share a key.  '\0': no row offers the action, or the keys ran
 * out. */
#define ACTIONS_MOST 96
void action_keys(const struct transition *, size_t n, char keys[ACTIONS_MOST]);
/* The first row that offers the action; NULL: it is not offered. */
const struct transition *action_offered(const struct action *,
					const struct transition *, size_t n,
					const struct ticket *,
					const struct operator_info *);

#endif
