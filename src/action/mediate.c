/* action/mediate.c -- begins mediation; both sides must agree (order 121 article
 * 18). */
#include "base/mem.h"
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "consent_complainant", N_("Complainant agrees"), FIELD_FLAG,
	  .flags = NEED_ALWAYS,
	  .help = N_("Mediation is voluntary for both sides (order 121 article "
		     "18).") },
	{ "consent_respondent", N_("Respondent agrees"), FIELD_FLAG,
	  .flags = NEED_ALWAYS,
	  .help = N_("Mediation is voluntary for both sides (order 121 article "
		     "18).") },
	{ "method", N_("Way of mediation"), FIELD_CODE, .pick = "mediation_method",
	  .flags = NEED_ALWAYS,
	  .help = N_("On the spot or not; to another body only if the "
		     "complainant agreed to it (order 121 articles 19 and 20).") },
	{ "detail", N_("Particulars"), FIELD_LONG, .max = 1200,
	  .help = N_("For mediation on the spot: time, place and who conducts "
		     "it.") },
};

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
	return DONE;
}

const struct action action_mediate = {
	.name = "mediate",
	.label = N_("Mediate"),
	.help = N_("Begins mediation; both sides must agree (order 121 "
		   "article 18)."),
	FIELDS(fields),
	.check = mediate_check,
};
