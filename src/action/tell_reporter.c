/* action/tell_reporter.c -- tells the reporter the result where a law or rule asks
 * for it (order 121 article 36). */
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "basis", N_("Legal basis"), FIELD_TEXT, .max = 300, .flags = NEED_ALWAYS,
	  .help = N_("The law or rule with its article that asks for telling.") },
	{ "detail", N_("What is told"), FIELD_LONG, .max = 1200, .flags = NEED_ALWAYS },
	{ "notify", N_("Reporter told by"), FIELD_CODE, .pick = "reply_method",
	  .rule = "telling", .fill = "2", .flags = NEED_ALWAYS,
	  .help = N_("How the person is told (order 121 article 44): internet, "
		     "telephone, short message, e-mail, letter.") },
	{ "notified", N_("Told at"), FIELD_STAMP, .rule = "past",
	  .help = N_("Day and time the person was told, for example T 14:05; "
		     "empty: now.") },
};

/* Order 20 asks for it itself; under order 121 only another law can. */
static void
tell_reporter_fill(struct form *f, const struct ticket *t)
{
	int i = form_find(f, "basis");

	if (i >= 0 && str_eq(t->rule_set, "20"))
		form_set(f, (size_t)i, _("Order 20 (2019), article 31"));
}

const struct action action_tell_reporter = {
	.name = "tell_reporter",
	.menu = 410,
	.label = N_("Tell the reporter"),
	.help = N_("Tells the reporter the result where a law or rule asks "
		   "for it (order 121 article 36)."),
	FIELDS(fields),
	.fill = tell_reporter_fill,
};
