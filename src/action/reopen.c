/* action/reopen.c -- a superior has a closed ticket handled anew; its time starts
 * with his decision. */
#include "action/field/reopen.h"

#include "table.h"

const struct action action_reopen = {
	.name = "reopen",
	.menu = 740,
	.label = N_("Reopen"),
	.help = N_("A superior has a closed ticket handled anew."),
	FIELDS(fields),
};
