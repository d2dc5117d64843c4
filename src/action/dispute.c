/* action/dispute.c -- another office says that it handles this, or that we do: seven
 * working days to agree; every other time runs on (order 121 article 33). */
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "other", N_("Other office"), FIELD_CODE, .pick = "unit", .flags = NEED_ALWAYS,
	  .help = N_("The market supervision office with which it is in dispute who "
		     "handles.") },
	{ "since", N_("In dispute since"), FIELD_DATE, .rule = "past",
	  .flags = NEED_ALWAYS,
	  .help = N_("From this day on 7 working days to agree (order 121 article "
		     "33).") },
	{ "detail", N_("What is in dispute"), FIELD_LONG, .max = 1000,
	  .flags = NEED_ALWAYS,
	  .help = N_("Of a report not who reported (order 121 article 37).") },
};

static enum verdict
dispute_check(const struct form *f, const struct ticket *t, struct err *err)
{
	if (t && str_eq(form_named(f, "other"), t->unit))
		return refuse_field(err, "other", _("This is the unit itself."));
	return DONE;
}

const struct action action_dispute = {
	.name = "dispute",
	.label = N_("Dispute over who handles"),
	.help = N_("Records that another office disputes who handles: 7 working days "
		   "to agree, every other time runs on (order 121 article 33)."),
	FIELDS(fields),
	.check = dispute_check,
};
