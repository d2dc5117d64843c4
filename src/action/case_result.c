/* action/case_result.c -- how the penalty case ended; a penalty is published within 20
 * working days of the decision, or sent on within 10; a warning alone is not (order 45). */
#include "base/str.h"

#include "table.h"

static bool
is_penalty(const struct form *f)
{
	return str_eq(form_named(f, "caseout"), "1");
}

static const struct field fields[] = {
	{ "caseout", N_("Outcome of the case"), FIELD_CODE, .pick = "case_outcome",
	  .flags = NEED_ALWAYS },
	{ "decision", N_("Number of the decision"), FIELD_TEXT, .max = 60,
	  .flags = NEED_ALWAYS },
	{ "decided", N_("Decided on"), FIELD_DATE, .rule = "past", .flags = NEED_ALWAYS,
	  .help = N_("A penalty is published within 20 working days of it; where the "
		     "party is registered in another province, it is sent there "
		     "within 10 (order 45).") },
	{ "ptype", N_("Kinds of penalty"), FIELD_CODES, .pick = "penalty_type",
	  .shown = is_penalty, .needed = is_penalty },
	{ "fine", N_("Fine"), FIELD_MONEY, .shown = is_penalty },
	{ "confis", N_("Confiscated"), FIELD_MONEY, .shown = is_penalty },
	{ "caseval", N_("Value of the case"), FIELD_MONEY },
	{ "caseclose", N_("Case closed on"), FIELD_DATE, .rule = "past" },
	{ "detail", N_("Result"), FIELD_LONG, .max = 1200, .rows = 3,
	  .help = N_("Not who reported (order 121 article 37).") },
};

const struct action action_case_result = {
	.name = "case_result",
	.menu = 380,
	.label = N_("Result of the case"),
	.help = N_("Writes back how the penalty case ended; a penalty is published "
		   "within 20 working days, or sent within 10 to the province where "
		   "the party is registered; a warning alone is not (order 45)."),
	FIELDS(fields),
};
