/* action/empower.c -- somebody acts for the complainant: the original power of attorney
 * and the agent's own identity (order 121 article 11). */
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "pname", N_("Agent's name"), FIELD_TEXT, .rule = "name", .max = 60,
	  .flags = NEED_ALWAYS | FIELD_PERSONAL },
	{ "mobile", N_("Mobile telephone"), FIELD_TEXT, .rule = "phone", .max = 40,
	  .flags = FIELD_PERSONAL },
	{ "certype", N_("Kind of identity paper"), FIELD_CODE, .pick = "id_type",
	  .fill = "111", .flags = FIELD_PERSONAL },
	{ "cerno", N_("Identity number"), FIELD_TEXT, .rule = "idcard", .max = 40,
	  .flags = NEED_ALWAYS | FIELD_PERSONAL,
	  .help = N_("The agent shows his own identity paper (order 121 article "
		     "11).") },
	{ "matter", N_("Matter"), FIELD_LONG, .max = 1000, .rows = 2,
	  .flags = NEED_ALWAYS | FIELD_PERSONAL,
	  .help = N_("What the power of attorney is given for (order 121 article "
		     "11).") },
	{ "scope", N_("Authority"), FIELD_CODE, .pick = "agent_scope",
	  .flags = NEED_ALWAYS,
	  .help = N_("General: to settle or withdraw, the complainant consents "
		     "himself. Special: the agent may.") },
	{ "until", N_("Valid until"), FIELD_DATE, .rule = "coming",
	  .flags = NEED_ALWAYS,
	  .help = N_("Last day of the power of attorney (order 121 article 11).") },
	{ "original", N_("Signed original seen"), FIELD_FLAG, .flags = NEED_ALWAYS,
	  .help = N_("The original, signed by the complainant (order 121 article "
		     "11).") },
	{ "for", N_("Acts for"), FIELD_TEXT, .rule = "count", .max = 4,
	  .help = N_("Number of the complainant as the ticket shows it; empty: the "
		     "caller.") },
	{ "paper", N_("Paper or recording"), FIELD_TEXT, .max = 60,
	  .help = N_("Where it can be found again.") },
};

static enum verdict
empower_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (!str_eq(form_named(f, "original"), "true"))
		return refuse_field(err, "original",
				    _("An agent hands in the original of the power of "
				      "attorney, signed."));
	return DONE;
}

const struct action action_empower = {
	.name = "empower",
	.menu = 640,
	.label = N_("Agent"),
	.help = N_("Somebody acts for the complainant, with power of attorney "
		   "(order 121 article 11)."),
	FIELDS(fields),
	.check = empower_check,
};
