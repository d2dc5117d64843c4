/* action/consent.c -- to what those represented consent: another representative, less
 * demanded, a settlement, a withdrawal (order 121 article 12). */
#include "action/field/consent.h"

#include "part.h"
#include "table.h"

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
