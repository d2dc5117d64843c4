/* action/intake.h -- the facts of an intake, shared by register and amend. */
#ifndef ACTION_INTAKE_H
#define ACTION_INTAKE_H

#include "model/ticket.h"

#include "form/form.h"

enum { INTAKE_COUNT = 59 };

extern const struct field intake_fields[INTAKE_COUNT];

/* Relations between the facts that no single field can know. */
enum verdict intake_check(const struct form *, const struct ticket *, struct err *);
/* What is worth saying though it is no fault; false: nothing. */
bool intake_advise(const struct form *, const struct ticket *, struct err *);
/* What follows from the facts: not on the spot, anonymous. */
void intake_derive(const struct form *, json_t *payload);

#endif
