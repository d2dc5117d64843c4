/* model/ticket.h -- a ticket as the desk knows it, and the operator logged in.
 */
#ifndef MODEL_TICKET_H
#define MODEL_TICKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "base/uuid.h"

enum kind { KIND_COMPLAINT, KIND_REPORT, KIND_ENQUIRY, KIND__MAX };

const char *kind_name(enum kind); /* "complaint": wire, SQL, CLI */
const char *kind_label(enum kind); /* translated */
enum kind kind_named(const char *, bool *known);

#define UNIT_TIERS 6

struct ticket {
	struct uuid id;
	char regno[41];
	enum kind kind;
	char state[8];
	int version;
	char unit[10], registered_unit[10];
	/* Ancestors of unit, nearest first; "" after the last. */
	char above[UNIT_TIERS][10];
	char rule_set[8]; /* table rule_set */
	json_t *doc; /* the whole answer of api.ticket; owned */
};

/* From the document of the query `ticket`.  Takes a reference of doc. */
bool ticket_read(struct ticket *out, json_t *doc);
/* Whether it is not closed: by the document, else by the state. */
bool ticket_is_open(const struct ticket *);
void ticket_release(struct ticket *);

struct duty {
	char duty[8], unit[10];
};

struct operator_info {
	char name[32], label[64], number[16];
	char unit[10], unit_name[160];
	char stands[160]; /* the colleague deputised for today; "": none */
	struct duty duties[32];
	size_t nduties;
	/* Ancestors of unit, nearest first; "" after the last. */
	char above[UNIT_TIERS][10];
};

bool operator_read(struct operator_info *, const json_t *);
/* Whether the operator holds the duty at any unit / at exactly this unit. */
bool operator_has(const struct operator_info *, const char *duty);
bool operator_has_at(const struct operator_info *, const char *duty, const char *unit);
/* The units whose lists the operator works on: "" for the operator's own unit (with a
 * duty there or above it), then every other unit with a duty of the operator's, as a
 * deputy too. */
#define OPERATOR_UNITS 8
size_t operator_units(const struct operator_info *, const char *out[OPERATOR_UNITS]);
/* Whether the duty (NULL: any) counts at one of these units. */
bool operator_works_at(const struct operator_info *, const char *duty,
		       const char *unit);

#endif
