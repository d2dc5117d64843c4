/* action/proof.c -- proof of identity was handed in; it is decided on next. */
#include "table.h"

static const struct field fields[] = {
	{ "materials", N_("Materials"), FIELD_LONG, .max = 1000, .rows = 3,
	  .flags = NEED_ALWAYS, .help = N_("What was handed in.") },
	{ "handed", N_("Handed in on"), FIELD_DATE, .rule = "past",
	  .flags = NEED_ALWAYS },
	{ "complete", N_("Complete"), FIELD_FLAG, .flags = NEED_ALWAYS,
	  .help = N_("Incomplete or false proof is a ground for declining (order 121 "
		     "article 16).") },
	{ "note", N_("Note"), FIELD_LONG, .max = 1000, .rows = 3 },
};

const struct action action_proof = {
	.name = "proof",
	.menu = 80,
	.label = N_("Proof handed in"),
	.help = N_("Records what proof of identity was handed in; the complaint is "
		   "decided on next."),
	FIELDS(fields),
};
