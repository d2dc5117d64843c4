/* action/accept.c -- accepts the complaint: mediation has 60 days; the time for deciding
 * stops once the complainant has been told (order 121 articles 15 and 23). */
#include "table.h"

static void
accept_fill(struct form *f, const struct ticket *t)
{
	form_set(f, (size_t)form_find(f, "invaddr"),
		 json_text(json_object_get(t->doc, "facts"), "invaddr"));
}

static enum verdict
accept_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (!*form_named(f, "invaddr"))
		return refuse_field(
			err, "invaddr",
			_("The address of the respondent is not known yet: give it here "
			  "once it is found, or ask the complainant, or return the "
			  "ticket."));
	return DONE;
}

#include "action/field/accept.h"

const struct action action_accept = {
	.name = "accept",
	.menu = 60,
	.label = N_("Accept"),
	.help = N_("Accepts the complaint: mediation has 60 days; the time for "
		   "deciding stops once the complainant has been told (order 121 "
		   "articles 15 and 23)."),
	FIELDS(fields),
	.fill = accept_fill,
	.check = accept_check,
};
