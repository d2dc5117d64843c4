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
};

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
/* The form is being left: what was typed is saved and said to be, what was not is not. */
void draft_lay_aside(const struct draft *, struct ui *, const struct form *,
		     struct screen *, draft_fn *save);
/* body: what belongs to the draft beside the form's own fields and marks; taken. */
void draft_save(struct draft *, struct ui *, const struct form *, json_t *body);

#endif
