/* action/assign.c -- sends the ticket down to the competent unit, or takes it
 * oneself (order 121 article 41). */
#include "base/mem.h"
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "unit", N_("Unit"), FIELD_CODE, .pick = "unit", .reach = REACH_HOLDER,
	  .help = N_("The competent county bureau or office; your own unit "
		     "handles it itself. The suggestion and its reason stand "
		     "beside the ticket.") },
	{ "evegrade", N_("Urgency"), FIELD_CODE, .pick = "event_level",
	  .help = N_("Urgent and very urgent ones go to the duty desk at once.") },
	{ "limit", N_("Answer wanted by"), FIELD_DATE, .rule = "ahead",
	  .help = N_("Within the legal time: 7 working days for the decision on "
		     "a complaint, 15 for checking a report.") },
	{ "note", N_("Note"), FIELD_LONG, .max = 3000,
	  .help = N_("For whoever works on it next; the complainant does not "
		     "see it.") },
};

/* Without a unit it goes nowhere; handling it oneself is said by naming one's own. */
static enum verdict
assign_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (!*form_named(f, "unit"))
		return refuse_field(
			err, "unit",
			_("Choose the unit: your own if it handles it itself."));
	return DONE;
}

const struct action action_assign = {
	.name = "assign",
	.menu = 20,
	.label = N_("Assign"),
	.help = N_("Sends the ticket down to the competent unit, or takes it "
		   "oneself (order 121 article 41)."),
	FIELDS(fields),
	.check = assign_check,
	.flags = ACTION_SUGGESTED,
};
