/* action/turn_report.c -- a violation found in mediation: a report of its own begins and
 * is verified within 15 working days; the mediation goes on (order 121 article 27). */
#include "action/field/turn_report.h"

#include "table.h"

const struct action action_turn_report = {
	.name = "turn_report",
	.menu = 260,
	.label = N_("Turn into a report"),
	.help = N_("Begins a report on a violation found in mediation; the mediation "
		   "goes on (order 121 article 27)."),
	.ask = N_("Violation found in mediation"),
	FIELDS(fields),
};
