/* draft.c -- decides when a form is saved, by keys and versions; the screen decides what. */
#include "ui/part/draft.h"

#include "base/str.h"
#include "base/text.h"

#include "action/action.h"
#include "wire/message.h"

enum { KEYS_AT_ONCE = 15, SAVE_MS = 700 };

void
draft_blank(struct draft *d, const struct form *form)
{
	json_decref(d->blank);
	d->blank = form_draft(form);
}

void
draft_release(struct draft *d)
{
	json_decref(d->blank);
	d->blank = NULL;
}

static bool
is_blank(const struct draft *d, const struct form *form)
{
	json_t *now = form_draft(form);
	bool same = d->blank && json_equal(now, d->blank);

	json_decref(now);
	return same;
}

void
draft_init(struct draft *d, struct ui *ui, const char *id, const struct form *form)
{
	*d = (struct draft){ .blank = d->blank,
			     .saved = form_version(form),
			     .started = form_version(form) };
	if (!id || !uuid_parse(id, &d->id))
		d->id = uuid_new(ui_now(ui).wall);
	else
		d->seq = ui_now(ui).wall; /* later than whatever was kept before */
}

void
draft_title(char *out, size_t size, const json_t *body)
{
	const json_t *fields = json_object_get(body, "fields");
	const struct action *action = action_named(json_text(body, "action"));

	if (action && !(action->flags & ACTION_CREATES))
		str_copy(out, size, json_text(body, "title"));
	else
		str_format(out, size, "%s %s %s", json_text(fields, "inccall"),
			   json_text(fields, "pname"), json_text(fields, "invname"));
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

void
draft_typed(struct draft *d, struct ui *ui, const struct form *form,
	    struct screen *screen, draft_fn *save)
{
	if (!draft_is_dirty(d, form))
		return;
	d->leaving = false;
	if (++d->keys >= KEYS_AT_ONCE)
		save(screen, ui);
	else if (d->keys == 1)
		ui_timer(ui, screen, SAVE_MS, save);
}

/* Kept: what she typed last, not what she typed before. */
static bool
may_leave(struct draft *d, struct ui *ui, const struct form *form)
{
	if (!d->leaving || d->asked || draft_is_dirty(d, form))
		return false;
	ui_say(ui, FACE_GOOD, _("Laid aside as a draft; F9 brings it back."));
	return true;
}

bool
draft_lay_aside(struct draft *d, struct ui *ui, const struct form *form,
		struct screen *screen, draft_fn *save)
{
	if (draft_is_empty(d, form))
		return true;
	if (is_blank(d, form)) {
		ui_timer_off(ui, screen, save);
		ui_drop(ui, &d->id, NULL);
		return true;
	}
	d->leaving = true;
	d->saved = form_version(form) - 1; /* the cursor may have moved since */
	save(screen, ui);
	return may_leave(d, ui, form);
}

bool
draft_waits(const struct draft *d)
{
	return d->leaving && d->asked;
}

bool
draft_event(struct draft *d, struct ui *ui, const struct form *form,
	    const struct event *event)
{
	bool lost = event->kind == EVENT_CUT ||
		    (event->kind == EVENT_NO && event->id == d->asked);
	struct uuid id;

	if (d->asked && lost) {
		d->asked = 0;
		d->saved = form_version(form) - 1;
		d->leaving = d->leaving && event->kind == EVENT_CUT;
	} else if (event->kind == EVENT_DRAFTED &&
		   msg_read_uuid(&id, event->body, "draft") && uuid_eq(&id, &d->id) &&
		   json_int(event->body, "seq", 0) == d->seq) {
		d->asked = 0;
		return may_leave(d, ui, form);
	}
	return false;
}

void
draft_save(struct draft *d, struct ui *ui, const struct form *form, json_t *body)
{
	json_t *typed = form_draft(form);

	json_object_update(body, typed);
	json_decref(typed);
	d->asked = ui_draft(ui, &d->id, ++d->seq, body);
	if (d->asked) {
		d->saved = form_version(form);
		d->keys = 0;
	}
}
