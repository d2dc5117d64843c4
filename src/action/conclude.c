/* action/conclude.c -- concludes a report: closed, or, where a law asks for it, the
 * reporter is still to be told (order 121 article 36). */
#include "table.h"

static const struct field fields[] = {
	{ "handleadvice", N_("Result"), FIELD_LONG, .max = 1200, .rows = 5,
	  .flags = NEED_ALWAYS },
	{ "basis", N_("Law that asks for telling"), FIELD_TEXT, .max = 300,
	  .help = N_("The law or rule with its article by which the reporter is to "
		     "be told; empty: there is none, and the report is closed.") },
};

const struct action action_conclude = {
	.name = "conclude",
	.menu = 400,
	.label = N_("Conclude"),
	.help = N_("Concludes the report; where a law asks for it the reporter is "
		   "still to be told (order 121 article 36)."),
	FIELDS(fields),
};
