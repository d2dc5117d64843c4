/* action/odr.c -- the complaint goes to the enterprise first, which has 10 working days to
 * settle with the complainant; nobody is made to (order 121 article 6). */
#include "base/str.h"

#include "table.h"

static void
odr_fill(struct form *f, const struct ticket *t)
{
	form_set(f, 0, json_text(t->doc, "respondent"));
}

#include "action/field/odr.h"

const struct action action_odr = {
	.name = "odr",
	.menu = 30,
	.label = N_("To the enterprise"),
	.help = N_("Sends the complaint to an ODR enterprise, which has 10 working "
		   "days to settle with the complainant."),
	.ask = N_("To the enterprise to settle first"),
	FIELDS(fields),
	.fill = odr_fill,
};
