/* action/mediate.c -- begins mediation; both sides must agree (order 121 article
 * 18). */
#include "base/mem.h"
#include "base/str.h"

#include "table.h"

/* Methods 1 and 2: at once, or to a day of which both are told. */
static bool
is_on_the_spot(const struct form *f)
{
	const char *method = form_named(f, "method");

	return str_eq(method, "1") || str_eq(method, "2");
}

static bool
is_entrusted(const struct form *f)
{
	const char *method = form_named(f, "method");

	return str_eq(method, "7") || str_eq(method, "8");
}

static enum verdict
mediate_check(const struct form *f, const struct ticket *t, struct err *err)
{
	static const char *const sides[] = { "consent_complainant",
					     "consent_respondent" };
	size_t i;

	(void)t;
	for (i = 0; i < ARRAY_LEN(sides); i++)
		if (!str_eq(form_named(f, sides[i]), "true"))
			return refuse_field(
				err, sides[i],
				_("Mediation needs the consent of both sides."));
	if (is_entrusted(f))
		return refuse_field(err, "method",
				    _("A body is entrusted by a step of its own "
				      "(\"entrust\"), with its name, the term and the "
				      "consent of both sides."));
	return DONE;
}

#include "action/field/mediate.h"

const struct action action_mediate = {
	.name = "mediate",
	.menu = 190,
	.label = N_("Mediate"),
	.help = N_("Begins mediation; both sides must agree (order 121 "
		   "article 18)."),
	FIELDS(fields),
	.check = mediate_check,
};
