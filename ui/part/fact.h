/* ui/part/fact.h -- a fact of a ticket in words: its label, and its value as one reads it.
 */
#ifndef UI_PART_FACT_H
#define UI_PART_FACT_H

#include "action/action.h"

#include "ui/ui.h"

/* The field of this name: of the action (NULL: a fact of the ticket), of the step that
 * adds it there, else of any where all mean the same by it.  NULL: unknown. */
const struct field *fact_field(const struct action *, const char *name);
/* Translated, as in the form of this action; for a ticket's own facts see fact_title(). */
const char *fact_label(const struct action *, const char *name);
/* As it is called in a ticket of this kind. */
const char *fact_title(const struct ticket *, const char *name);

/* Codes by their names, days and amounts as they are read; appended to out. */
void fact_text(struct ui *, const struct ticket *, const struct field *,
	       const json_t *value, struct str *out);
/* All of a payload: "Unit: 文新所; Note: …". */
void fact_summary(struct ui *, const struct ticket *, const struct action *,
		  const json_t *payload, struct str *out);

/* What the server did by itself or told in another ticket's file; an action that is not
 * known stays as it is. */
const char *fact_deed(const char *action);
/* "2026-11-23 14:05" in China's time; a text that is no stamp stays as it is. */
void fact_stamp(char *out, size_t size, const char *iso);
/* The article of law under the key "rule" of `of`, as cite_article() writes it. */
void fact_article(char *out, size_t size, const json_t *of);
/* "330100000 20261123 00000001"; a number of another form stays as it is. */
void fact_regno(char *out, size_t size, const char *regno);
/* How long ago, in words: "3 min", "2 h", "5 days". */
void fact_age(char *out, size_t size, int64_t seconds);

/* Before which units a major incident stands now and until when they are to take note of
 * it, out of the centre's answer; "" where the answer tells of none. */
void fact_told(char *out, size_t size, const json_t *detail);

/* Why two tickets belong together. */
const char *fact_link(const char *reason);

/* What F1 says of a field: its name, what goes in, the bounds, the law; then what the
 * action is.  form: where the field stands, so that it is called required only when it is;
 * NULL: no field.  Appended. */
void fact_help(struct str *out, const struct action *, const struct form *, size_t i);

#endif
