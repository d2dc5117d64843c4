/* action/unmerge.c -- a merged ticket stands on its own again, where it stood; its time
 * ran on meanwhile. */
#include "action/field/unmerge.h"

#include "table.h"

const struct action action_unmerge = {
	.name = "unmerge",
	.menu = 670,
	.label = N_("Unmerge"),
	.help = N_("A merged ticket stands on its own again; its time ran on (order "
		   "121 article 15)."),
	FIELDS(fields),
};
