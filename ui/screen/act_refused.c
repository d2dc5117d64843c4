/* act_refused.c -- a refused step of the operator's holds later steps on the same ticket.
 * Before submitting another, the operator is asked whether it replaces the refused one.
 */
#include "base/str.h"
#include "base/text.h"

#include "ui/part/pending.h"
#include "ui/screen/act.h"

static bool
is_target(const struct act_screen *a, const char *ticket)
{
	size_t i;

	for (i = 0; i < a->targets.n; i++)
		if (!a->targets.v[i].left_out && str_eq(a->targets.v[i].id, ticket))
			return true;
	return false;
}

/* The next refused one from row i on; -1: none. */
static int
next_refused(const struct act_screen *a, size_t i)
{
	const struct rows *rows = a->outbox.rows;
	enum op_state state;
	struct uuid op;

	for (; rows && i < rows->n; i++) {
		state = pending_state(rows, i);
		if ((state == OP_REFUSED || state == OP_CONFLICT) &&
		    is_target(a, rows_named(rows, i, "ticket")) &&
		    uuid_parse(rows_named(rows, i, "op"), &op) &&
		    !uuid_eq(&op, &a->mends))
			return (int)i;
	}
	return -1;
}

static void
withdraw_refused(struct act_screen *a, struct ui *ui)
{
	struct uuid op;
	char reason[120];
	int i = -1;

	str_format(reason, sizeof reason, _("%s was done instead."),
		   _(a->action->label));
	while ((i = next_refused(a, (size_t)i + 1)) >= 0)
		if (uuid_parse(rows_named(a->outbox.rows, (size_t)i, "op"), &op))
			ui_withdraw(ui, &op, reason);
}

static void
answered(struct screen *screen, struct ui *ui, const char *answer)
{
	struct act_screen *a = (struct act_screen *)screen;

	if (!answer ||
	    !(str_empty(answer) || str_eq(answer, "y") || str_eq(answer, "Y"))) {
		ui_say(ui, FACE_WARN,
		       _("Nothing was submitted; F6 in a list mends the refused step."));
		return;
	}
	withdraw_refused(a, ui);
	a->cleared = true;
	act_submit(a, ui);
}

bool
act_asks_first(struct act_screen *a, struct ui *ui)
{
	int i = a->cleared ? -1 : next_refused(a, 0);
	const struct action *action;
	char label[160];

	if (i < 0)
		return false;
	action = action_named(rows_named(a->outbox.rows, (size_t)i, "action"));
	str_format(label, sizeof label,
		   _("“%s” was refused. Withdraw it and do this instead? Enter: yes, "
		     "Esc: no"),
		   action ? _(action->label) : "");
	ui_prompt(ui, &a->screen, label, "", answered);
	return true;
}
