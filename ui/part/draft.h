/* ui/part/draft.h -- saves a half-typed form: the disk is at most a second or fifteen keys
 * behind the typing, even when the desk is restarted meanwhile.
 */
#ifndef UI_PART_DRAFT_H
#define UI_PART_DRAFT_H

#include "base/uuid.h"

#include "form/form.h"

#include "ui/ui.h"

struct draft {
	struct uuid id;
	int64_t seq;
	unsigned saved, started; /* form_version() at the last save, at the opening */
	int keys; /* since the last save */
	int64_t asked; /* id of a save not answered yet; 0: none */
	bool leaving; /* close the form once the draft is saved */
	json_t *blank; /* the form's draft before any typing; owned; NULL: unknown */
};

/* Records the form as it was made, before a draft is loaded: a form that holds no more than
 * this is dropped when laid aside. */
void draft_blank(struct draft *, const struct form *);
void draft_release(struct draft *);
/* The title of a saved draft: of a call its number and names, else its ticket. */
void draft_title(char *out, size_t, const json_t *body);
/* id NULL: a new draft. */
void draft_init(struct draft *, struct ui *, const char *id, const struct form *);
bool draft_is_dirty(const struct draft *, const struct form *);
/* Whether nothing was typed since the form was opened, and nothing is on disk. */
bool draft_is_empty(const struct draft *, const struct form *);
/* The screen's function that calls draft_save() with the screen's own body. */
typedef void draft_fn(struct screen *, struct ui *);
/* Called after each key: saves at once, or by a timer within a second. */
void draft_typed(struct draft *, struct ui *, const struct form *, struct screen *,
		 draft_fn *save);
/* The operator leaves the form.  True: close it now.  False: the draft is being saved, and
 * draft_event() returns true when it is on disk. */
bool draft_lay_aside(struct draft *, struct ui *, const struct form *, struct screen *,
		     draft_fn *save);
/* Whether the form is being left and its draft not saved yet: keys typed now are meant for
 * the screen below. */
bool draft_waits(const struct draft *);
/* Call with every event of the screen.  True: close the form now.  A draft that could not
 * be saved keeps its form open. */
bool draft_event(struct draft *, struct ui *, const struct form *,
		 const struct event *);
/* Saves.  body: the draft's keys besides the form's fields and marks; taken. */
void draft_save(struct draft *, struct ui *, const struct form *, json_t *body);

#endif
