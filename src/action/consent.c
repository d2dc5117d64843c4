/* action/consent.c -- to what those represented consent: another representative, less
 * demanded, a settlement, a withdrawal (order 121 article 12). */
#include "part.h"
#include "table.h"

static const struct field fields[] = {
	{ "persons", N_("Persons (numbers)"), FIELD_TEXT, .pick = "of:persons",
	  .max = 200, .fill = "all", .flags = NEED_ALWAYS | FIELD_SEVERAL,
	  .help = N_("Numbers of the persons, for example 2,3; or all.") },
	{ "matter", N_("Consent to"), FIELD_CODE, .pick = "consent_matter",
	  .flags = NEED_ALWAYS,
	  .help = N_("Changing representatives, waiving demands and settling need "
		     "the consent of each one represented (order 121 article "
		     "12).") },
	{ "how", N_("How given"), FIELD_CODE, .pick = "withdraw_how", .fill = "2",
	  .flags = NEED_ALWAYS },
	{ "paper", N_("Paper or recording"), FIELD_TEXT, .max = 60,
	  .help = N_("Where it can be found again.") },
};

const struct action action_consent = {
	.name = "consent",
	.menu = 630,
	.label = N_("Consent"),
	.help = N_("Records to what those represented consent (order 121 article "
		   "12)."),
	FIELDS(fields),
	.fits = ticket_has_several,
	.flags = ACTION_APPENDS,
};
