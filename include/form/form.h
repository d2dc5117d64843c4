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

/* As it stands in its buffer: as typed, and once left in its stored form; of a
 * FIELD_CODES codes joined by commas. */
const char *form_text(const struct form *, size_t i);
const char *form_named(const struct form *, const char *name); /* "" where absent */
void form_set(struct form *, size_t i, const char *text);
struct edit *form_edit(struct form *, size_t i); /* the live buffer; stays the form's */
enum form_mark form_mark(const struct form *, size_t i);
/* Marking takes out what was typed (undo brings it back). */
void form_set_mark(struct form *, size_t i, enum form_mark);
bool form_shown(const struct form *, size_t i);
bool form_needs(const struct form *, size_t i); /* required now and for this kind */

/* How the code that asks (FIELD_ASKER) wants the fact of this name.  Where its row is not
 * known everything may be said; where no code is chosen, nothing else is asked. */
enum form_asks { ASKS_NOT, ASKS_MAY, ASKS_NEEDS };
enum form_asks form_asks(const struct form *, const char *name);

/* A FIELD_PRESSING says yes: what the kind of ticket asks for can follow later. */
bool form_presses(const struct form *);

/* In the reader's language, as it is called for this kind of ticket. */
const char *form_label(const struct form *, size_t i);

/* The table to pick from, {kind} and {rules} filled in; "" where there is none.
 * Borrowed until the next call for this field. */
const char *form_pick(struct form *, size_t i);

/* Kind of ticket (NEED_COMPLAINT …), rule set and today: rules and requirements depend
 * on them.  Where a FIELD_KIND field holds a kind, that one counts. */
void form_set_context(struct form *, struct rule_context);
const struct rule_context *form_context(const struct form *);
/* It has become later: what a time is judged by. */
void form_set_wall(struct form *, int64_t wall);

/* On leaving a field: normalises it or marks the fault; never blocks.  REFUSED: *err.
 * What can still be right (err->ask) is refused once and taken when it is left again. */
enum verdict form_leave(struct form *, size_t i, struct err *);
/* The same without touching what was typed: after a draft was put in, after another kind
 * was chosen. */
enum verdict form_judge(struct form *, size_t i);
/* Whether the rule of a field would take this code: what it would not is not offered. */
bool form_takes(const struct form *, size_t i, const char *code);
const char *form_fault(const struct form *, size_t i); /* "" where there is none */
void form_set_fault(struct form *, size_t i, const char *text);
/* All fields; on REFUSED *first is the one for the cursor. */
enum verdict form_check(struct form *, size_t *first, struct err *) MUST;
/* How many required facts are answered, how many there are. */
void form_progress(const struct form *, size_t *have, size_t *need);
/* The next required fact from i on that has no answer; -1: none. */
int form_missing(const struct form *, size_t i);

/* Payload: normalised values by name, marks under "_marks"; empty fields are left out.
 * New reference. */
json_t *form_payload(const struct form *);
/* Sets fields from a payload (unknown keys are ignored). */
void form_load(struct form *, const json_t *object);
/* Puts in what is on record, over nothing and over what was put in so before, never over
 * what was typed; "" takes it out again. */
void form_prefill(struct form *, size_t i, const char *text);
/* What was put in so, or loaded; the same only where it now reads otherwise.  "" else. */
const char *form_loaded(const struct form *, size_t i);
const char *form_overrides(const struct form *, size_t i);
/* As form_payload(), but only what differs from what was loaded last. */
json_t *form_changes(const struct form *);
/* Draft: everything exactly as typed, marks included.  New reference / restores. */
/* Only the keys "fields" and "marks"; the keeper adds its own. */
json_t *form_draft(const struct form *);
void form_restore(struct form *, const json_t *draft);
/* Only what it names; the rest stays as it is. */
void form_overlay(struct form *, const json_t *draft);
/* Changes whenever anything typed changes. */
unsigned form_version(const struct form *);

#endif
