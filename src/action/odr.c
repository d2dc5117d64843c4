/* action/odr.c -- the complaint goes to the enterprise first, which has 10 working days to
 * settle with the complainant; nobody is made to (order 121 article 6). */
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "enterprise", N_("Enterprise"), FIELD_TEXT, .flags = NEED_ALWAYS,
	  .help = N_("As it stands in the list of ODR enterprises.") },
	{ "member", N_("On the list of ODR enterprises"), FIELD_FLAG,
	  .flags = NEED_ALWAYS },
	{ "agree", N_("Complainant agrees to settle first"), FIELD_FLAG,
	  .flags = NEED_ALWAYS,
	  .help = N_("Else the complaint is distributed (order 121 article 41).") },
	{ "note", N_("Note"), FIELD_LONG, .max = 1000, .rows = 3 },
};

static void
odr_fill(struct form *f, const struct ticket *t)
{
	form_set(f, 0, json_text(t->doc, "respondent"));
}

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
