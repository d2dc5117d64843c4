/* action/represent.c -- several complainants elect one or two of them, in writing
 * (order 121 article 12). */
#include "base/str.h"

#include "part.h"
#include "table.h"

static enum verdict
represent_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (str_eq(form_named(f, "first"), form_named(f, "second")))
		return refuse_field(err, "second", _("This is the same person twice."));
	return DONE;
}

#include "action/field/represent.h"

const struct action action_represent = {
	.name = "represent",
	.menu = 620,
	.label = N_("Representatives"),
	.help = N_("One or two complainants represent the others, elected in "
		   "writing (order 121 article 12)."),
	FIELDS(fields),
	.fits = ticket_has_several,
	.check = represent_check,
};
