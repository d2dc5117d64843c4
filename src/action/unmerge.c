/* action/unmerge.c -- a merged ticket stands on its own again, where it stood; its time
 * ran on meanwhile. */
#include "table.h"

static const struct field fields[] = {
	{ "reason", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS,
	  .help = N_("The legal time counts from its own receipt, as if it had "
		     "never been merged (order 121 article 15).") },
};

const struct action action_unmerge = {
	.name = "unmerge",
	.menu = 670,
	.label = N_("Unmerge"),
	.help = N_("A merged ticket stands on its own again; its time ran on (order "
		   "121 article 15)."),
	FIELDS(fields),
};
