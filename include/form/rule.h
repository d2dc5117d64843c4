/* form/rule.h -- validators: one table of name, PCRE2 pattern, normaliser and message.
 * A rule parses: what it leaves behind is the form that is stored.
 */
#ifndef FORM_RULE_H
#define FORM_RULE_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "form/field.h"

/* Today and the kind of ticket: what a rule may need to know from outside. */
struct rule_context {
	int32_t today;
	unsigned need; /* NEED_COMPLAINT, NEED_REPORT or NEED_ENQUIRY */
};

/* Normalises `text` (in place of the typed form) for the field: full-width to plain,
 * the field type's own parse (dates, money, flags), then the named rule.  REFUSED: the
 * sentence says what is wrong and what would be right; text is left as typed. */
enum verdict rule_apply(const struct field *, const struct rule_context *, struct str *text,
			struct err *) MUST;
/* Whether a rule of that name exists: tests hold the tables against it. */
int rule_exists(const char *name);

#endif
