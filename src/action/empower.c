/* action/empower.c -- somebody acts for the complainant: the original power of attorney
 * and the agent's own identity (order 121 article 11). */
#include "base/str.h"

#include "table.h"

static enum verdict
empower_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (!str_eq(form_named(f, "original"), "true"))
		return refuse_field(err, "original",
				    _("An agent hands in the original of the power of "
				      "attorney, signed."));
	return DONE;
}

#include "action/field/empower.h"

const struct action action_empower = {
	.name = "empower",
	.menu = 640,
	.label = N_("Agent"),
	.help = N_("Somebody acts for the complainant, with power of attorney "
		   "(order 121 article 11)."),
	FIELDS(fields),
	.check = empower_check,
};
