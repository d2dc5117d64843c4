/* action/disclose.c -- the penalty was published, or the law spares it that (order
 * 45). */
#include "base/str.h"

#include "table.h"

static enum verdict
disclose_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (!*form_named(f, "pubday") == !*form_named(f, "pubno"))
		return refuse_field(err, "pubday",
				    _("Give the day of publication, or the reason why "
				      "there is none."));
	return DONE;
}

#include "action/field/disclose.h"

const struct action action_disclose = {
	.name = "disclose",
	.menu = 390,
	.label = N_("Penalty published"),
	.help = N_("Records that the penalty was published, or why it is not (order "
		   "45)."),
	FIELDS(fields),
	.check = disclose_check,
};
