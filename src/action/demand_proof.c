/* action/demand_proof.c -- asks for proof of identity until a day within the time for the
 * decision, which no law stops (order 121 article 10, form four). */
#include "table.h"

static const struct field fields[] = {
	{ "until", N_("To be handed in until"), FIELD_DATE, .rule = "ahead",
	  .flags = NEED_ALWAYS,
	  .help = N_("Not later than the time for the decision (order 121 article "
		     "15): it runs on.") },
	{ "materials", N_("Materials"), FIELD_LONG, .max = 1000, .rows = 3,
	  .flags = NEED_ALWAYS, .help = N_("What is to be handed in.") },
	{ "notify", N_("Complainant told by"), FIELD_CODE, .pick = "reply_method",
	  .rule = "telling", .flags = NEED_ALWAYS },
	{ "notified", N_("Told at"), FIELD_STAMP, .rule = "past" },
};

const struct action action_demand_proof = {
	.name = "demand_proof",
	.menu = 70,
	.label = N_("Demand proof of identity"),
	.help = N_("Demands proof of identity until a day; the time for the decision "
		   "runs on (order 121 article 10)."),
	FIELDS(fields),
};
