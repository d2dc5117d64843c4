/* action/no_authority.c -- this unit may not handle the report: the reporter is told
 * where to go (order 121 article 34); a matter of food safety is transferred, with a
 * notice in writing (Food Safety Law article 115). */
#include "action/field/no_authority.h"

#include "table.h"

const struct action action_no_authority = {
	.name = "no_authority",
	.menu = 420,
	.label = N_("No authority"),
	.help = N_("This unit may not handle the report: the reporter is told where "
		   "to go (order 121 article 34; food: Food Safety Law article 115)."),
	FIELDS(fields),
};
