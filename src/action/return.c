/* action/return.c -- sends the ticket back to whoever sent it; the legal time runs
 * on (order 121 article 41). */
#include "table.h"

static const struct field fields[] = {
	{ "reason", N_("Reason for returning"), FIELD_CODE, .pick = "return_reason",
	  .flags = NEED_ALWAYS,
	  .help = N_("Returns are counted; a unit of the same level returns "
		     "only to the office that registered.") },
	{ "detail", N_("What is missing"), FIELD_LONG, .max = 1000,
	  .flags = NEED_ALWAYS,
	  .help = N_("What must be asked, or which unit is competent and why.") },
};

const struct action action_return = {
	.name = "return",
	.menu = 490,
	.label = N_("Return"),
	.help = N_("Sends the ticket back to whoever sent it; the legal time "
		   "runs on (order 121 article 41)."),
	FIELDS(fields),
};
