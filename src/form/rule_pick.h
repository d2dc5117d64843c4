/* form/rule_pick.h -- the table a field picks from, for the files of this room. */
#ifndef FORM_RULE_PICK_H
#define FORM_RULE_PICK_H

#include "form/rule.h"

/* {kind} and {rules} in f->pick filled in from the context; "" where it has no table. */
void rule_pick(char *out, size_t size, const struct field *f,
	       const struct rule_context *);

#endif
