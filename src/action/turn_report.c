/* action/turn_report.c -- a violation found in mediation: a report of its own begins and
 * is verified within 15 working days; the mediation goes on (order 121 article 27). */
#include "table.h"

static const struct field fields[] = {
	{ "found", N_("Found on"), FIELD_DATE, .rule = "past", .flags = NEED_ALWAYS,
	  .help = N_("The 15 working days for verifying run from this day.") },
	{ "problem", N_("Kind of violation"), FIELD_CODE, .pick = "problem_report",
	  .flags = NEED_ALWAYS },
	{ "detail", N_("Violation in detail"), FIELD_LONG, .max = 3000, .rows = 6,
	  .flags = NEED_ALWAYS,
	  .help = N_("Facts and evidence; who complained stays out.") },
};

const struct action action_turn_report = {
	.name = "turn_report",
	.menu = 260,
	.label = N_("Turn into a report"),
	.help = N_("Begins a report on a violation found in mediation; the mediation "
		   "goes on (order 121 article 27)."),
	.ask = N_("Violation found in mediation"),
	FIELDS(fields),
};
