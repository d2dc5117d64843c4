/* action/odr_result.c -- how it ended with the enterprise: settled, or to be distributed
 * as any other complaint (order 121 article 41). */
#include "base/str.h"

#include "table.h"

static bool
is_settled(const struct form *f)
{
	return str_eq(form_named(f, "result"), "1");
}

static const struct field fields[] = {
	{ "result", N_("Result with the enterprise"), FIELD_CODE, .pick = "odr_result",
	  .flags = NEED_ALWAYS,
	  .help = N_("Silent only once the 10 working days are over.") },
	{ "redecolos", N_("Recovered for the consumer"), FIELD_MONEY,
	  .shown = is_settled, .needed = is_settled,
	  .help = N_("What the consumer got back; may be 0.") },
	{ "detail", N_("What was settled, or why not"), FIELD_LONG, .max = 1200,
	  .flags = NEED_ALWAYS },
	{ "notify", N_("Complainant told by"), FIELD_CODE, .pick = "reply_method",
	  .rule = "telling", .shown = is_settled, .needed = is_settled },
	{ "notified", N_("Told at"), FIELD_STAMP, .rule = "past", .shown = is_settled },
};

const struct action action_odr_result = {
	.name = "odr_result",
	.menu = 40,
	.label = N_("Result with the enterprise"),
	.help = N_("Records whether enterprise and complainant settled; if not, the "
		   "complaint waits to be dispatched again."),
	FIELDS(fields),
};
