/* action/join.c -- somebody else complains of the same operator and dispute: one joint
 * complaint, with the consent of each (order 121 article 12). */
#include "base/str.h"

#include "table.h"

static enum verdict
join_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (!str_eq(form_named(f, "consent"), "true"))
		return refuse_field(
			err, "consent",
			_("Complaining together needs the consent of each."));
	return DONE;
}

#include "action/field/join.h"

const struct action action_join = {
	.name = "join",
	.menu = 600,
	.label = N_("Join"),
	.help = N_("Takes in somebody who complains of the same (order 121 article "
		   "12)."),
	.ask = N_("Another complainant"),
	FIELDS(fields),
	.check = join_check,
};
