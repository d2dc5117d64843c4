/* action/revoke.c -- the agent no longer acts for the complainant. */
#include "action/field/revoke.h"

#include "part.h"
#include "table.h"

const struct action action_revoke = {
	.name = "revoke",
	.menu = 650,
	.label = N_("End agency"),
	.help = N_("The power of attorney ends (order 121 article 11)."),
	FIELDS(fields),
	.fits = ticket_has_agent,
};
