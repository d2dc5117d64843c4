/* action/appraise.c -- something is appraised or tested; from its first day the time for
 * mediation stands still (order 121 article 22). */
#include "table.h"

static const struct field fields[] = {
	{ "body", N_("Institution"), FIELD_TEXT, .flags = NEED_ALWAYS },
	{ "chosen", N_("How it was chosen"), FIELD_CODE, .pick = "appraisal_choice",
	  .flags = NEED_ALWAYS,
	  .help = N_("By both sides; else the office may designate one (order 121 "
		     "article 22; not under order 20).") },
	{ "fee", N_("Who bears the cost"), FIELD_CODE, .pick = "fee_bearer",
	  .flags = NEED_ALWAYS,
	  .help = N_("As both agree, unless a law says otherwise; without agreement "
		     "mediation may be ended (order 121 articles 22 and 23).") },
	{ "since", N_("First day"), FIELD_DATE, .rule = "past", .flags = NEED_ALWAYS,
	  .help = N_("From this day on the time stands still.") },
	{ "expected", N_("Expected until"), FIELD_DATE, .rule = "coming" },
	{ "item", N_("What is examined"), FIELD_LONG, .max = 500, .rows = 2 },
};

const struct action action_appraise = {
	.name = "appraise",
	.menu = 210,
	.label = N_("Appraise"),
	.help = N_("Has something appraised or tested; the time for mediation stands "
		   "still from the first day on (order 121 article 22)."),
	.ask = N_("Appraisal or test"),
	FIELDS(fields),
};
