/* action/reply.c -- writes the result, an entry of the ledger of notices; a complaint
 * then waits for approval. */
#include "base/str.h"

#include "table.h"

/* Only who asked something and left no number is not told. */
static enum verdict
reply_check(const struct form *f, const struct ticket *t, struct err *err)
{
	if (t->kind != KIND_ENQUIRY && str_eq(form_named(f, "notify"), "9"))
		return refuse_field(err, "notify",
				    _("This is no way of telling anybody."));
	return DONE;
}

#include "action/field/reply.h"

const struct action action_reply = {
	.name = "reply",
	.menu = 280,
	.label = N_("Reply"),
	.help = N_("Writes the result, which tells the complainant; a complaint then "
		   "waits for approval (of an end of mediation the respondent is told "
		   "before)."),
	FIELDS(fields),
	.check = reply_check,
};
