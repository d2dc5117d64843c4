/* form/form.h -- a form without a screen: fields, what was typed, marks, faults.
 * The same object serves the workstation, the command line and the draft journal.
 */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/json.h"

#include "form/edit.h"
#include "form/field.h"
#include "form/rule.h"

enum form_mark { MARK_NONE, MARK_UNKNOWN, MARK_DECLINED };

struct form;

/* Fields are borrowed and must outlive the form. */
struct form *form_new(const struct field *fields, size_t nfields);
void form_free(struct form *);

/* Empties every field and mark. */
void form_clear(struct form *);

size_t form_count(const struct form *);
const struct field *form_field(const struct form *, size_t i);
int form_find(const struct form *, const char *name); /* -1: no such field */

/* The buffer of field i: as typed, and in its stored form once the field was left; a
 * FIELD_CODES holds codes joined by commas. */
const char *form_text(const struct form *, size_t i);
const char *form_named(const struct form *, const char *name); /* "" where absent */
void form_set(struct form *, size_t i, const char *text);
struct edit *form_edit(struct form *, size_t i); /* the live buffer; stays the form's */
enum form_mark form_mark(const struct form *, size_t i);
/* Marking clears the typed text (undo restores it). */
void form_set_mark(struct form *, size_t i, enum form_mark);
bool form_shown(const struct form *, size_t i);
/* A field left out is not asked for in this form at all: neither shown nor sent. */
void form_leave_out(struct form *, size_t i, bool left_out);
bool form_needs(const struct form *, size_t i); /* required now and for this kind */

/* Whether the code chosen in the FIELD_ASKER asks for the field of this name.  While the
 * code's row is not known here, every field is optional; while no code is chosen, no field
 * is asked for. */
enum form_asks { ASKS_NOT, ASKS_MAY, ASKS_NEEDS };
enum form_asks form_asks(const struct form *, const char *name);
/* Whether the row of the code chosen in a field lists a word in one of its columns; false
 * while the row is not known here. */
bool form_code_says(const struct form *, const char *field, const char *column,
		    const char *word);

/* Whether a FIELD_PRESSING (a major incident) is answered yes: the form may then be
 * submitted before the other required fields are filled in. */
bool form_presses(const struct form *);

/* The translated label, by the kind of ticket. */
const char *form_label(const struct form *, size_t i);

/* The table to pick from, {kind} and {rules} filled in; "" where there is none.
 * Borrowed until the next call for this field. */
const char *form_pick(struct form *, size_t i);

/* Kind of ticket (NEED_COMPLAINT …), rule set and today: rules and requirements depend
 * on them.  Where a FIELD_KIND field holds a kind, that one counts. */
void form_set_context(struct form *, struct rule_context);
const struct rule_context *form_context(const struct form *);
/* Sets the present time, against which rules judge times. */
void form_set_wall(struct form *, int64_t wall);

/* On leaving a field: normalises it or marks the fault; never blocks.  REFUSED: *err.
 * A doubtful value (err->ask) is refused once and accepted when the field is left
 * again. */
enum verdict form_leave(struct form *, size_t i, struct err *);
/* The same without changing the text: after a draft was loaded, or another kind chosen. */
enum verdict form_judge(struct form *, size_t i);
/* Whether the field's rule accepts this code; other codes are not offered. */
bool form_takes(const struct form *, size_t i, const char *code);
const char *form_fault(const struct form *, size_t i); /* "" where there is none */
void form_set_fault(struct form *, size_t i, const char *text);
/* Checks all fields; on REFUSED *first (may be NULL) is the field for the cursor. */
enum verdict form_check(struct form *, size_t *first, struct err *) MUST;
/* How many required fields there are (need), and how many of them are answered (have). */
void form_progress(const struct form *, size_t *have, size_t *need);
/* The next required field from i on without an answer; -1: none. */
int form_missing(const struct form *, size_t i);

/* Payload: normalised values by name, marks under "_marks"; empty fields are left out.
 * New reference. */
json_t *form_payload(const struct form *);
/* Sets fields from a payload (unknown keys are ignored). */
void form_load(struct form *, const json_t *object);
/* Fills a field from the record while it is untouched: empty, or still showing the
 * previous prefill.  "" removes the prefill. */
void form_prefill(struct form *, size_t i, const char *text);
/* The prefilled or loaded text; "" where there is none.  form_overrides(): the same, but
 * only where the field now differs from it, "" otherwise. */
const char *form_loaded(const struct form *, size_t i);
const char *form_overrides(const struct form *, size_t i);
/* As form_payload(), but only what differs from what was loaded last. */
json_t *form_changes(const struct form *);
/* The form as a draft: every text exactly as typed, and the marks, under the keys "fields"
 * and "marks"; the caller may add keys.  New reference. */
json_t *form_draft(const struct form *);
/* Loads a draft; fields it does not name become empty. */
void form_restore(struct form *, const json_t *draft);
/* Loads a draft; fields it does not name keep their values. */
void form_overlay(struct form *, const json_t *draft);
/* Changes whenever anything typed changes. */
unsigned form_version(const struct form *);

#endif
