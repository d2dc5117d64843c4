/* action/repeated.c -- the same reporter has reported the same facts about the same
 * respondent before: not handled again (order 121 article 35). */
#include "base/str.h"

#include "table.h"

static enum verdict
repeated_check(const struct form *f, const struct ticket *t, struct err *err)
{
	if (t && str_eq(form_named(f, "earlier"), t->regno))
		return refuse_field(err, "earlier", _("This is the report itself."));
	if (!str_eq(form_named(f, "same_facts"), "true"))
		return refuse_field(err, "same_facts",
				    _("Only the same facts are not handled again "
				      "(order 121 article 35)."));
	return DONE;
}

#include "action/field/repeated.h"

const struct action action_repeated = {
	.name = "repeated",
	.menu = 430,
	.label = N_("Repeated"),
	.help = N_("The same reporter reported the same facts before: not handled "
		   "again (order 121 article 35)."),
	.ask = N_("Repeated report"),
	FIELDS(fields),
	.check = repeated_check,
};
