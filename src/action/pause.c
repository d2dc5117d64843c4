/* action/pause.c -- the time for verifying a report or for deciding a case stands still
 * (Penalty Procedure articles 18 and 64). */
#include "table.h"

static const struct field fields[] = {
	{ "reason", N_("Why the time stands still"), FIELD_CODE, .pick = "pause_reason",
	  .flags = NEED_ALWAYS,
	  .help = N_("While a report is verified only testing, appraisal and the like "
		     "(Penalty Procedure article 18).") },
	{ "since", N_("First day"), FIELD_DATE, .rule = "past", .flags = NEED_ALWAYS,
	  .help = N_("From this day on the time stands still.") },
	{ "expected", N_("Expected until"), FIELD_DATE, .rule = "coming" },
	{ "body", N_("Institution"), FIELD_TEXT },
	{ "detail", N_("Particulars"), FIELD_LONG, .max = 1000, .rows = 3,
	  .help = N_("Not who reported (order 121 article 37).") },
};

const struct action action_pause = {
	.name = "pause",
	.menu = 310,
	.label = N_("Let the time stand still"),
	.help = N_("The time stands still during testing, appraisal, hearing, "
		   "suspension and the like (Penalty Procedure articles 18 and 64)."),
	FIELDS(fields),
};
