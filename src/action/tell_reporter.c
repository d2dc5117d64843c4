/* action/tell_reporter.c -- tells the reporter the result where a law or rule asks
 * for it (order 121 article 36). */
#include "base/str.h"

#include "table.h"

/* An order may ask for it itself (table rule_set, column tell_reporter); else only another
 * law can. */
static void
tell_reporter_fill(struct form *f, const struct ticket *t)
{
	int i = form_find(f, "basis");

	if (i >= 0)
		form_set(f, (size_t)i, json_text(t->doc, "tell_basis"));
}

#include "action/field/tell_reporter.h"

const struct action action_tell_reporter = {
	.name = "tell_reporter",
	.menu = 410,
	.label = N_("Tell the reporter"),
	.help = N_("Tells the reporter the result where a law or rule asks "
		   "for it (order 121 article 36)."),
	FIELDS(fields),
	.fill = tell_reporter_fill,
};
