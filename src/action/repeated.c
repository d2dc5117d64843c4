/* action/repeated.c -- the same reporter has reported the same facts about the same
 * respondent before: not handled again (order 121 article 35). */
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "earlier", N_("Earlier report"), FIELD_TEXT, .pick = "of:earlier",
	  .rule = "ticket", .max = 40, .flags = NEED_ALWAYS,
	  .help = N_("F4 lists the reports about the same respondent. Its number "
		     "or the end of it. The centre checks that reporter and "
		     "respondent are the same.") },
	{ "same_facts", N_("Same facts"), FIELD_FLAG, .flags = NEED_ALWAYS,
	  .help = N_("New facts are not a repetition: merge the report instead.") },
	{ "detail", N_("Why they are the same"), FIELD_LONG, .max = 1000,
	  .flags = NEED_ALWAYS },
};

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
