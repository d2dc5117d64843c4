/* ui/part/draft.h -- a half-typed form on its way to the disk: at most a second or fifteen
 * keys behind the fingers, whatever happens to the desk meanwhile.
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
	int64_t asked; /* the save that is not answered yet; 0: none */
	bool leaving; /* its form is to be closed once it is kept */
	json_t *blank; /* what its form holds before anything is typed; owned; NULL: unknown */
};

/* The form as it was made, before a draft is put in: what holds no more than this vanishes
 * when it is laid aside. */
void draft_blank(struct draft *, const struct form *);
void draft_release(struct draft *);
/* NULL: a new one. */
void draft_init(struct draft *, struct ui *, const char *id, const struct form *);
bool draft_is_dirty(const struct draft *, const struct form *);
/* Nothing was typed since the form was opened, and nothing is on disk. */
bool draft_is_empty(const struct draft *, const struct form *);
/* How the screen saves: by draft_save(), with the body that only it knows. */
typedef void draft_fn(struct screen *, struct ui *);
/* After each key: saves at once or in a moment. */
void draft_typed(struct draft *, struct ui *, const struct form *, struct screen *,
		 draft_fn *save);
/* The form is to be left.  True: at once; else what was typed is on its way to the disk, and
 * draft_event() says when it is there. */
bool draft_lay_aside(struct draft *, struct ui *, const struct form *, struct screen *,
		     draft_fn *save);
/* It is to be left and not kept yet: what is typed now is for the screen below. */
bool draft_waits(const struct draft *);
/* Every event of the screen.  True: it may be closed now.  A draft that could not be kept
 * is typed anew: its form stays. */
bool draft_event(struct draft *, struct ui *, const struct form *,
		 const struct event *);
/* body: what belongs to the draft beside the form's own fields and marks; taken. */
void draft_save(struct draft *, struct ui *, const struct form *, json_t *body);

#endif
