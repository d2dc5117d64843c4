/* action/callback.c -- asks the complainant how it went; the ticket is closed (order
 * 121 article 26). */
#include "action/field/callback.h"

#include "table.h"

const struct action action_callback = {
	.name = "callback",
	.menu = 480,
	.label = N_("Call back"),
	.help = N_("Asks the complainant how it went; the ticket is closed "
		   "(order 121 article 26)."),
	FIELDS(fields),
};
