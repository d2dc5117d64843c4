/* action/intake.h -- the facts of an intake, shared by register and amend. */
#ifndef ACTION_INTAKE_H
#define ACTION_INTAKE_H

#include "model/ticket.h"

#include "form/form.h"

enum { INTAKE_COUNT = 59 };

extern const struct field intake_fields[INTAKE_COUNT];

/* Checks relations between fields, which no single field's rule can see. */
enum verdict intake_check(const struct form *, const struct ticket *, struct err *);
/* A warning that is no fault; false: none. */
bool intake_advise(const struct form *, const struct ticket *, struct err *);
/* Adds values derived from the facts: not on the spot, anonymous. */
void intake_derive(const struct form *, json_t *payload);

#endif
