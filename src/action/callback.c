/* action/callback.c -- asks the complainant how it went; the ticket is closed (order
 * 121 article 26). */
#include "table.h"

static const struct field fields[] = {
	{ "result", N_("Result of the call"), FIELD_CODE, .pick = "callback_result",
	  .flags = NEED_ALWAYS,
	  .help = N_("That nobody answered is said after three attempts, each "
		     "recorded as a contact.") },
	{ "satisfied", N_("Satisfaction"), FIELD_CODE, .pick = "satisfaction",
	  .flags = NEED_ALWAYS,
	  .help = N_("5 very satisfied … 1 very dissatisfied, 0 no answer.") },
	{ "note", N_("What was said"), FIELD_LONG, .max = 1000 },
};

const struct action action_callback = {
	.name = "callback",
	.menu = 480,
	.label = N_("Call back"),
	.help = N_("Asks the complainant how it went; the ticket is closed "
		   "(order 121 article 26)."),
	FIELDS(fields),
};
