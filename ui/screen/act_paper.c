/* act_paper.c -- previews the document of a step before it is submitted; missing values are
 * reported at their fields, as on submitting. */
#include <stdlib.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/screen/act.h"

void
act_preview(struct act_screen *a, struct ui *ui)
{
	struct err err = { 0 };
	size_t first;

	if (a->targets.n > 1) {
		ui_say(ui, FACE_WARN,
		       _("A document is seen for one ticket at a time."));
		return;
	}
	if (!fieldset_settle(&a->fields, ui))
		return;
	if (form_check(a->form, &first, &err) != DONE) {
		act_fault(a, ui, &err);
		return;
	}
	ui_ask(ui, &a->paper, "document_draft",
	       action_draft(a->action, a->form, a->targets.v[0].id), "centre");
}

void
act_paper_event(struct act_screen *a, struct ui *ui, const struct event *event)
{
	const char *body = rows_named(a->paper.rows, 0, "body");
	struct err err = { 0 };

	if (event->kind == EVENT_ROWS && *body && ui_top(ui) == &a->screen) {
		ui_open(ui, "paper", &(struct opening){ .text = body });
	} else if (event->kind == EVENT_NO) {
		(void)refuse_field(&err, event->no.field, "%s", a->paper.fault);
		act_fault(a, ui, &err);
	}
	if (!a->paper.waiting)
		ui_forget(ui, &a->paper);
}

/* What cannot be chosen now is not offered. */
bool
act_offers(struct fieldset *fs, struct ui *ui, size_t field,
	   const struct choice *choice)
{
	const struct act_screen *a = (const struct act_screen *)fs->owner;
	const struct state *state = ui_state(ui);
	char base[48];
	struct ticket seen = act_then(a, ui, act_ticket(a), base);
	const struct stage stage = { &seen, state->transitions.v, state->transitions.n,
				     &state->me };

	return a->action->offers(fs->form, form_field(fs->form, field)->name, choice,
				 &stage);
}

void
act_follow(struct act_screen *a, struct ui *ui)
{
	unsigned before;

	if (a->form && act_ticket(a)->doc && a->action->asks) {
		action_leave_out(a->action, a->form, act_ticket(a), act_unit(a, ui));
		fieldset_follow(&a->fields, ui);
	}
	if (!a->action->follow || !a->form || !act_ticket(a)->doc ||
	    a->phase != ACT_TYPING || a->targets.n > 1)
		return;
	before = form_version(a->form);
	a->action->follow(a->form, act_ticket(a));
	if (form_version(a->form) != before)
		ui_damage(ui, DAMAGE_SCREEN);
}

/* The step's choices or its check depend on the ticket, but it builds on no version of it. */
static bool
keeps_form(const struct act_screen *a)
{
	return a->form && a->targets.n == 1 && a->action->flags & ACTION_APPENDS &&
	       (a->action->offers || a->action->check);
}

bool
act_goes_below(const struct act_screen *a, const struct ticket *had,
	       const struct ticket *got)
{
	if (!a->form || !had->doc)
		return false;
	return keeps_form(a) || (had->version == got->version &&
				 (!draft_is_empty(&a->draft, a->form) ||
				  json_equal(json_object_get(had->doc, "incident"),
					     json_object_get(got->doc, "incident"))));
}

bool
act_look_again(struct act_screen *a, struct ui *ui)
{
	if (!keeps_form(a))
		return false;
	act_ask_doc(a, ui, a->targets.v[0].id);
	return true;
}

unsigned
act_place(const struct screen *screen)
{
	const struct act_screen *a = (const struct act_screen *)screen;

	return (a->form ? fieldset_place(&a->fields) : PLACE_FORM) |
	       (a->action->flags & ACTION_PAPER ? PLACE_TOLD : 0);
}

/* While the ticket is read and while the step is kept; a document on its way takes the
 * keys that follow. */
bool
act_waits(const struct screen *screen, const struct ui *ui, enum act act)
{
	const struct act_screen *a = (const struct act_screen *)screen;

	(void)ui;
	if (a->phase == ACT_LOADING)
		return a->doc.waiting && act != ACT_BACK;
	if (draft_waits(&a->draft) || a->phase == ACT_SENDING || a->paper.waiting)
		return true;
	if (a->wants_submit && (a->fields.pending.n || a->doc.waiting))
		return true;
	return fieldset_waits(&a->fields, act);
}
