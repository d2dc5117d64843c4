/* action/reopen.c -- a superior has a closed ticket handled anew; its time starts
 * with his decision. */
#include "table.h"

static const struct field fields[] = {
	{ "reason", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS,
	  .help = N_(
		  "What was decided stays in the record; the legal time starts today.") },
};

const struct action action_reopen = {
	.name = "reopen",
	.menu = 740,
	.label = N_("Reopen"),
	.help = N_("A superior has a closed ticket handled anew."),
	FIELDS(fields),
};
