/* action/entrust.c -- a consumers' association or another lawful body mediates in the name
 * of the office, if both sides agree; it entrusts nobody else (order 121 article 19). */
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "method", N_("Kind of body"), FIELD_CODE, .pick = "mediation_method",
	  .rule = "entrusted", .flags = NEED_ALWAYS },
	{ "body", N_("Body entrusted"), FIELD_TEXT, .flags = NEED_ALWAYS,
	  .help = N_(
		  "It acts in the name of the office and entrusts nobody else (order "
		  "121 article 19).") },
	{ "consent_complainant", N_("Complainant agrees"), FIELD_FLAG,
	  .help = N_("Needed where it was not said at registration.") },
	{ "consent_respondent", N_("Respondent agrees"), FIELD_FLAG,
	  .flags = NEED_ALWAYS },
	{ "until", N_("Entrusted until"), FIELD_DATE, .rule = "ahead",
	  .flags = NEED_ALWAYS,
	  .help = N_("Within the time for mediation (order 121 article 23).") },
	{ "detail", N_("Particulars"), FIELD_LONG, .max = 1000, .rows = 3 },
};

static enum verdict
entrust_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (!str_eq(form_named(f, "consent_respondent"), "true"))
		return refuse_field(err, "consent_respondent",
				    _("Entrusting a body needs the consent of both "
				      "sides."));
	return DONE;
}

const struct action action_entrust = {
	.name = "entrust",
	.menu = 200,
	.label = N_("Entrust"),
	.help = N_(
		"Entrusts a body with the mediation, in the name of the office; both "
		"sides must agree (order 121 article 19)."),
	.ask = N_("Entrusted mediation"),
	FIELDS(fields),
	.check = entrust_check,
};
