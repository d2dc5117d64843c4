/* ui/part/fact.h -- facts of a ticket for display: labels and formatted values.
 */
#ifndef UI_PART_FACT_H
#define UI_PART_FACT_H

#include "action/action.h"

#include "ui/ui.h"

/* The field of this name: of the action (NULL: of the registration), else of the step that
 * adds it, else of any action, where all give it the same meaning.  NULL: unknown. */
const struct field *fact_field(const struct action *, const char *name);
/* Translated, as in the form of this action; for a ticket's own facts see fact_title(). */
const char *fact_label(const struct action *, const char *name);
/* The same by the ticket's kind. */
const char *fact_title(const struct ticket *, const char *name);

/* Appends the value: codes by name, days and amounts formatted. */
void fact_text(struct ui *, const struct ticket *, const struct field *,
	       const json_t *value, struct str *out);
/* Appends a whole payload: "Unit: 文新所; Note: …". */
void fact_summary(struct ui *, const struct ticket *, const struct action *,
		  const json_t *payload, struct str *out);
/* What stands in out ends there and the next fact follows: "; ", no full stop before it. */
void fact_part(struct str *out);

/* The label of an entry that no action of the table made, such as one the centre added by
 * itself; an unknown name is returned unchanged. */
const char *fact_deed(const char *action);
/* "2026-11-23 14:05" in China's time; a text that is no stamp is copied unchanged. */
void fact_stamp(char *out, size_t size, const char *iso);
/* The article of law under the key "rule" of `of`, as cite_article() writes it. */
void fact_article(char *out, size_t size, const json_t *of);
/* "330100000 20261123 00000001"; a number of another form is copied unchanged. */
void fact_regno(char *out, size_t size, const char *regno);
/* An age: "3 min", "2 h", "5 days". */
void fact_age(char *out, size_t size, int64_t seconds);

/* From the centre's answer: the units that must take note of a major incident, and by
 * when; "" where the answer names none. */
void fact_told(char *out, size_t size, const json_t *detail);

/* The label of a link between two tickets. */
const char *fact_link(const char *reason);

/* What F1 says of a field: its name, what goes in, the bounds, the law; then what the
 * action is.  form: where the field stands, so that it is called required only when it is;
 * NULL: no field.  Appended. */
void fact_help(struct str *out, const struct action *, const struct form *, size_t i);

#endif
