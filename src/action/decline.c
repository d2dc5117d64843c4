/* action/decline.c -- proposes not to accept the complaint, with ground and reason (order
 * 121 articles 15 and 16); the leader decides. */
#include "table.h"

static const struct field fields[] = {
	{ "ground", N_("Ground"), FIELD_CODE, .pick = "nonaccept_{rules}",
	  .flags = NEED_ALWAYS,
	  .help = N_("One of the grounds of order 121 article 16 (order 20 "
		     "article 15 for tickets received before 15 April 2026).") },
	{ "detail", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS,
	  .help = N_("The facts that meet the ground, and the other ways open "
		     "to the complainant (Consumer Protection Law article 39).") },
};

const struct action action_decline = {
	.name = "decline",
	.label = N_("Decline"),
	.help = N_("Proposes not to accept the complaint; once the leader has "
		   "approved, the complainant is told (order 121 articles 15 "
		   "and 16)."),
	FIELDS(fields),
};
