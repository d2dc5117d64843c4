/* action/approve.c -- approves the closing; not by the one who replied. */
#include "table.h"

static const struct field fields[] = {
	{ "note", N_("Note"), FIELD_LONG, .max = 1000,
	  .help = N_("For whoever works on it next; the complainant does not "
		     "see it.") },
};

const struct action action_approve = {
	.name = "approve",
	.label = N_("Approve"),
	.help = N_("Approves the closing; not by the one who replied."),
	FIELDS(fields),
};
