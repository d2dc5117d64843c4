/* form/rule.h -- validators: one table of name, PCRE2 pattern, normaliser and message.
 * A rule parses: what it leaves behind is the form that is stored.
 */
#ifndef FORM_RULE_H
#define FORM_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"
#include "base/str.h"

#include "form/field.h"

/* What a rule may need to know from outside. */
struct rule_context {
	int32_t today;
	int64_t wall; /* now; 0: not known, and no time of today is judged */
	unsigned need; /* NEED_COMPLAINT, NEED_REPORT, NEED_ENQUIRY; 0: not yet known */
	char rules[8]; /* rule set of the ticket (table rule_set), "": none yet */
	bool partial; /* an amendment: nothing is required, the kind stays */
	/* Whether a code stands in a table; NULL where nobody here can tell. */
	bool (*known)(void *arg, const char *table, const char *code);
	/* What a table says of a code beside its name; NULL where nobody here can tell.
	 * Borrowed until the next call. */
	const json_t *(*extra)(void *arg, const char *table, const char *code);
	void *arg;
};

/* Normalises `text` (in place of the typed form) for the field: full-width to plain,
 * the field type's own parse (dates, money, flags), then the named rule.  REFUSED: the
 * sentence says what is wrong and what would be right, err->field names the field; text
 * is left as typed.  REFUSED with err->ask: the value is doubtful; text is in its stored
 * form and is accepted if entered again.  Empty text is always valid. */
enum verdict rule_apply(const struct field *, const struct rule_context *,
			struct str *text, struct err *) MUST;
/* Whether a rule of that name exists: tests hold the tables against it. */
bool rule_exists(const char *name);
/* The rules one after another; NULL behind the last. */
const char *rule_name(size_t i);

#endif
