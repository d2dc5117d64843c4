/* action/odr_result.c -- how it ended with the enterprise: settled, or to be distributed
 * as any other complaint (order 121 article 41). */
#include "base/str.h"

#include "table.h"

static bool
is_settled(const struct form *f)
{
	return str_eq(form_named(f, "result"), "1");
}

#include "action/field/odr_result.h"

const struct action action_odr_result = {
	.name = "odr_result",
	.menu = 40,
	.label = N_("Result with the enterprise"),
	.help = N_("Records whether enterprise and complainant settled; if not, the "
		   "complaint waits to be dispatched again."),
	FIELDS(fields),
};
