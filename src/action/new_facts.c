/* action/new_facts.c -- the same reporter brings new facts: the report joins the earlier
 * one, whose time begins anew (order 121 article 35). */
#include "base/str.h"

#include "table.h"

static enum verdict
new_facts_check(const struct form *f, const struct ticket *t, struct err *err)
{
	if (t && str_eq(form_named(f, "earlier"), t->regno))
		return refuse_field(err, "earlier", _("This is the report itself."));
	return DONE;
}

#include "action/field/new_facts.h"

const struct action action_new_facts = {
	.name = "new_facts",
	.menu = 440,
	.label = N_("New facts"),
	.help = N_("Joins the report to an earlier one of the same reporter, whose "
		   "time begins anew (order 121 article 35)."),
	.ask = N_("New facts to an earlier report"),
	FIELDS(fields),
	.check = new_facts_check,
};
