/* action/reply.c -- writes the result, an entry of the ledger of notices; a complaint
 * then waits for approval. */
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "handleadvice", N_("Result"), FIELD_LONG, .max = 1200, .rows = 6,
	  .flags = NEED_ALWAYS,
	  .help = N_("What was found and done, in words the complainant may "
		     "hear.") },
	{ "notify", N_("Told by"), FIELD_CODE, .pick = "reply_method", .fill = "2",
	  .flags = NEED_ALWAYS,
	  .help = N_("How the person is told (order 121 article 44): internet, "
		     "telephone, short message, e-mail, letter.") },
	{ "notified", N_("Told at"), FIELD_STAMP, .rule = "past",
	  .help = N_("Day and time the person was told, for example T 14:05; "
		     "empty: now.") },
	{ "putoncase", N_("Violation found, filed as a case"), FIELD_FLAG,
	  .help = N_("Whether a clue found here became a report or a case "
		     "(order 121 article 27).") },
};

/* Only who asked something and left no number is not told. */
static enum verdict
reply_check(const struct form *f, const struct ticket *t, struct err *err)
{
	if (t->kind != KIND_ENQUIRY && str_eq(form_named(f, "notify"), "9"))
		return refuse_field(err, "notify",
				    _("This is no way of telling anybody."));
	return DONE;
}

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
