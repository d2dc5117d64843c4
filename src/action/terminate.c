/* action/terminate.c -- ends mediation without agreement; both sides are told within
 * 7 working days (order 121 article 23). */
#include "table.h"

static const struct field fields[] = {
	{ "ground", N_("Ground"), FIELD_CODE, .pick = "mediation_end_{rules}",
	  .flags = NEED_ALWAYS,
	  .help = N_("One of the grounds of order 121 article 23 (order 20 "
		     "article 21 for tickets received before 15 April 2026).") },
	{ "detail", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS },
};

const struct action action_terminate = {
	.name = "terminate",
	.label = N_("Terminate"),
	.help = N_("Ends mediation without agreement; both sides are told "
		   "within 7 working days (order 121 article 23)."),
	.ask = N_("End of mediation"),
	FIELDS(fields),
};
