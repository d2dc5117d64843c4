/* action/case_result.c -- how the penalty case ended; a penalty is published within 20
 * working days of the decision, or sent on within 10; a warning alone is not (order 45). */
#include "base/str.h"

#include "table.h"

static bool
is_penalty(const struct form *f)
{
	return str_eq(form_named(f, "caseout"), "1");
}

#include "action/field/case_result.h"

const struct action action_case_result = {
	.name = "case_result",
	.menu = 380,
	.label = N_("Result of the case"),
	.help = N_("Writes back how the penalty case ended; a penalty is published "
		   "within 20 working days, or sent within 10 to the province where "
		   "the party is registered; a warning alone is not (order 45)."),
	FIELDS(fields),
};
