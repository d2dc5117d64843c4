/* action/new_facts.c -- the same reporter brings new facts: the report joins the earlier
 * one, whose time begins anew (order 121 article 35). */
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "earlier", N_("Earlier report"), FIELD_TEXT, .pick = "of:earlier",
	  .rule = "ticket", .max = 40, .flags = NEED_ALWAYS,
	  .help = N_("F4 lists the reports about the same respondent. Its number "
		     "or the end of it. The centre checks that reporter and "
		     "respondent are the same.") },
	{ "facts", N_("New facts"), FIELD_LONG, .max = 1000, .rows = 5,
	  .flags = NEED_ALWAYS,
	  .help = N_("Shown on the earlier report; not who reported.") },
};

static enum verdict
new_facts_check(const struct form *f, const struct ticket *t, struct err *err)
{
	if (t && str_eq(form_named(f, "earlier"), t->regno))
		return refuse_field(err, "earlier", _("This is the report itself."));
	return DONE;
}

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
