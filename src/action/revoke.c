/* action/revoke.c -- the agent no longer acts for the complainant. */
#include "table.h"

static const struct field fields[] = {
	{ "reason", N_("Why it ends"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS },
};

const struct action action_revoke = {
	.name = "revoke",
	.label = N_("End agency"),
	.help = N_("The power of attorney ends (order 121 article 11)."),
	FIELDS(fields),
};
