/* action/merge.c -- this ticket is handled with another one, the main one; all numbers
 * stay findable (order 121 articles 12 and 35). */
#include "base/str.h"

#include "table.h"

static bool
of_complaint(const struct form *f)
{
	return form_context(f)->need & NEED_COMPLAINT;
}

static const struct field fields[] = {
	{ "main", N_("Main ticket"), FIELD_TEXT, .pick = "of:mergeable",
	  .rule = "ticket", .max = 40, .flags = NEED_ALWAYS,
	  .help = N_("F4 lists the tickets about the same respondent. Its number "
		     "or the end of it. The one received first is the main one: its "
		     "time runs (order 121 article 15).") },
	{ "consent", N_("Complainant agrees to be joined"), FIELD_FLAG,
	  .shown = of_complaint,
	  .help = N_("Where another person complains: joined only with consent "
		     "(order 121 article 12). The same person needs none.") },
	{ "reason", N_("Reason"), FIELD_LONG, .max = 1000,
	  .help = N_("Why it is the same matter.") },
};

const struct action action_merge = {
	.name = "merge",
	.menu = 660,
	.label = N_("Merge"),
	.help = N_("Hands this ticket to the main one, which is handled for both "
		   "(order 121 articles 12 and 35)."),
	.ask = N_("Merge into"),
	FIELDS(fields),
};
