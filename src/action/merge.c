/* action/merge.c -- this ticket is handled with another one, the main one; all numbers
 * stay findable (order 121 articles 12 and 35). */
#include "base/str.h"

#include "table.h"

static bool
of_complaint(const struct form *f)
{
	return form_context(f)->need & NEED_COMPLAINT;
}

#include "action/field/merge.h"

const struct action action_merge = {
	.name = "merge",
	.menu = 660,
	.label = N_("Merge"),
	.help = N_("Hands this ticket to the main one, which is handled for both "
		   "(order 121 articles 12 and 35)."),
	.ask = N_("Merge into"),
	FIELDS(fields),
};
