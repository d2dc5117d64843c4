/* action/represent.c -- several complainants elect one or two of them, in writing
 * (order 121 article 12). */
#include "base/str.h"

#include "part.h"
#include "table.h"

static const struct field fields[] = {
	{ "first", N_("First representative (number)"), FIELD_TEXT,
	  .pick = "of:persons", .rule = "count", .max = 4, .flags = NEED_ALWAYS,
	  .help = N_("Number of the person as the ticket shows it; the caller is "
		     "1.") },
	{ "second", N_("Second representative (number)"), FIELD_TEXT,
	  .pick = "of:persons", .rule = "count", .max = 4,
	  .help = N_("Two at most (order 121 article 12).") },
	{ "paper", N_("Written election"), FIELD_TEXT, .max = 60, .flags = NEED_ALWAYS,
	  .help = N_("Number or date of the paper they signed (order 121 article "
		     "12). A change needs the consent of those represented: "
		     "Consent records it.") },
};

static enum verdict
represent_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (str_eq(form_named(f, "first"), form_named(f, "second")))
		return refuse_field(err, "second", _("This is the same person twice."));
	return DONE;
}

const struct action action_represent = {
	.name = "represent",
	.menu = 620,
	.label = N_("Representatives"),
	.help = N_("One or two complainants represent the others, elected in "
		   "writing (order 121 article 12)."),
	FIELDS(fields),
	.fits = ticket_has_several,
	.check = represent_check,
};
