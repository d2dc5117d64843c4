/* action/verify.c -- records what was checked and found; it changes nothing else. */
#include "action/field/verify.h"

#include "table.h"

const struct action action_verify = {
	.name = "verify",
	.menu = 300,
	.label = N_("Verify"),
	.help = N_("Records what was checked and found; it changes nothing "
		   "else."),
	.ask = N_("Record of checking"),
	FIELDS(fields),
	.flags = ACTION_APPENDS,
};
