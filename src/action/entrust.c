/* action/entrust.c -- a consumers' association or another lawful body mediates in the name
 * of the office, if both sides agree; it entrusts nobody else (order 121 article 19). */
#include "base/str.h"

#include "table.h"

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

#include "action/field/entrust.h"

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
