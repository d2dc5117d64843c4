/* action/extend.c -- extends once: the checking of a report by 15 working days, the
 * decision of a case by 30 days (Penalty Procedure articles 18 and 64). */
#include "action/field/extend.h"

#include "table.h"

const struct action action_extend = {
	.name = "extend",
	.menu = 360,
	.label = N_("Extend"),
	.help = N_("Extends once: the checking of a report by 15 working days, the "
		   "decision of a case by 30 days (Penalty Procedure articles 18 "
		   "and 64)."),
	FIELDS(fields),
};
