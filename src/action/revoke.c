/* action/revoke.c -- the agent no longer acts for the complainant. */
#include "part.h"
#include "table.h"

static const struct field fields[] = {
	{ "reason", N_("Why it ends"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS },
	{ "for", N_("Acts for"), FIELD_TEXT, .rule = "count", .max = 4,
	  .help = N_("Number of the complainant as the ticket shows it; empty: the "
		     "caller.") },
};

const struct action action_revoke = {
	.name = "revoke",
	.menu = 650,
	.label = N_("End agency"),
	.help = N_("The power of attorney ends (order 121 article 11)."),
	FIELDS(fields),
	.fits = ticket_has_agent,
};
