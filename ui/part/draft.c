/* draft.c -- counts keys and versions; the screen says when and what. */
#include "ui/part/draft.h"

#define KEYS_AT_ONCE 15

void
draft_init(struct draft *d, struct ui *ui, const char *id, const struct form *form)
{
	*d = (struct draft){ .saved = form_version(form),
			     .started = form_version(form) };
	if (!id || !uuid_parse(id, &d->id))
		d->id = uuid_new(ui_now(ui).wall);
	else
		d->seq = ui_now(ui).wall; /* later than whatever was kept before */
}

bool
draft_is_dirty(const struct draft *d, const struct form *form)
{
	return form_version(form) != d->saved;
}

bool
draft_is_empty(const struct draft *d, const struct form *form)
{
	return d->seq == 0 && form_version(form) == d->started;
}

bool
draft_key(struct draft *d, const struct form *form)
{
	if (!draft_is_dirty(d, form))
		return false;
	return ++d->keys >= KEYS_AT_ONCE;
}

void
draft_save(struct draft *d, struct ui *ui, const struct form *form, json_t *body)
{
	json_t *typed = form_draft(form);

	json_object_update(body, typed);
	json_decref(typed);
	if (ui_draft(ui, &d->id, ++d->seq, body)) {
		d->saved = form_version(form);
		d->keys = 0;
	}
}
