/* act_unit.c -- units of a form over a ticket: the one the operator acts for, and the one
 * the centre suggests for place and goods, which is filled in only on request. */
#include "base/str.h"
#include "base/text.h"

#include "ui/screen/act.h"

const char *
act_unit(const struct act_screen *a, struct ui *ui)
{
	const struct state *state = ui_state(ui);
	const struct transition *step = act_step(a, ui);

	return step ? transition_unit(step, act_ticket(a), &state->me) : state->me.unit;
}

void
act_ask_suggestion(struct act_screen *a, struct ui *ui)
{
	const json_t *facts = json_object_get(act_ticket(a)->doc, "facts");
	const char *division = json_text(facts, "invdiv");
	const char *address = json_text(facts, "invaddr");
	const char *platform = json_text(facts, "platform");

	if (!(a->action->flags & ACTION_SUGGESTED) || a->targets.n > 1 ||
	    (!*division && !*address && !*platform))
		return;
	ui_ask(ui, &a->suggest, "suggest",
	       json_pack("{s:s, s:s, s:s, s:s}", "division", division, "address",
			 address, "objtype", json_text(facts, "objtype"), "platform",
			 platform),
	       NULL);
}

int
act_suggestion(const struct act_screen *a)
{
	const struct rows *rows = a->suggest.rows;
	size_t i;

	for (i = 0; rows && i < rows->n; i++)
		if (!str_eq(rows_named(rows, i, "unit"), act_ticket(a)->unit))
			return (int)i;
	return rows && rows->n > 0 ? 0 : -1;
}

void
act_suggested(struct act_screen *a, struct ui *ui)
{
	int row = act_suggestion(a);

	if (row >= 0)
		str_copy(a->fields.first, sizeof a->fields.first,
			 rows_named(a->suggest.rows, (size_t)row, "unit"));
	ui_damage(ui, DAMAGE_SCREEN);
}

void
act_take_suggestion(struct act_screen *a, struct ui *ui)
{
	int row = act_suggestion(a), field = form_find(a->form, "unit");
	const char *unit, *name;

	if (row < 0 || field < 0) {
		ui_say(ui, FACE_WARN,
		       a->suggest.waiting
			       ? _("The centre is being asked; a moment.")
			       : _("Nothing is suggested: the ticket names no place."));
		return;
	}
	unit = rows_named(a->suggest.rows, (size_t)row, "unit");
	name = rows_named(a->suggest.rows, (size_t)row, "name");
	ui_learn(ui, "unit", unit, name, name);
	form_set(a->form, (size_t)field, unit);
	form_set_fault(a->form, (size_t)field, "");
	ui_say(ui, FACE_GOOD, _("Suggested unit: %s"), name);
	ui_damage(ui, DAMAGE_SCREEN);
}
