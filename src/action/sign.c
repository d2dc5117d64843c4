/* action/sign.c -- somebody of the competent unit takes it in hand; the legal time has run
 * since the office received it (order 121 article 15). */
#include "table.h"

static const struct field fields[] = {
	{ "note", N_("Note"), FIELD_LONG, .max = 3000,
	  .help = N_("For whoever works on it next; the complainant does not "
		     "see it.") },
};

const struct action action_sign = {
	.name = "sign",
	.menu = 50,
	.label = N_("Sign in"),
	.help = N_("Takes it in hand; the legal time has run since the office "
		   "received it (order 121 article 15)."),
	FIELDS(fields),
};
