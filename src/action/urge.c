/* action/urge.c -- reminds the unit that holds it; it changes nothing else. */
#include "action/field/urge.h"

#include "table.h"

const struct action action_urge = {
	.name = "urge",
	.menu = 520,
	.label = N_("Urge"),
	.help = N_("Reminds the unit that holds it; it changes nothing else."),
	FIELDS(fields),
	.flags = ACTION_APPENDS,
};
