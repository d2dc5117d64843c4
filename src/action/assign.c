/* action/assign.c -- sends the ticket down to the competent unit, or takes it
 * oneself (order 121 article 41). */
#include "base/mem.h"
#include "base/str.h"

#include "table.h"

/* Without a unit it goes nowhere; handling it oneself is said by naming one's own. */
static enum verdict
assign_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (!*form_named(f, "unit"))
		return refuse_field(
			err, "unit",
			_("Choose the unit: your own if it handles it itself."));
	return DONE;
}

#include "action/field/assign.h"

const struct action action_assign = {
	.name = "assign",
	.menu = 20,
	.label = N_("Assign"),
	.help = N_("Sends the ticket down to the competent unit, or takes it "
		   "oneself (order 121 article 41)."),
	FIELDS(fields),
	.check = assign_check,
	.flags = ACTION_SUGGESTED,
};
