/* action/urge.c -- reminds the unit that holds it; it changes nothing else. */
#include "table.h"

static const struct field fields[] = {
	{ "note", N_("Note"), FIELD_LONG, .max = 1000,
	  .help = N_("For whoever works on it next; the complainant does not "
		     "see it.") },
};

const struct action action_urge = {
	.name = "urge",
	.menu = 520,
	.label = N_("Urge"),
	.help = N_("Reminds the unit that holds it; it changes nothing else."),
	FIELDS(fields),
	.flags = ACTION_APPENDS,
};
