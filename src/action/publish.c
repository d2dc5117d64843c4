/* action/publish.c -- a closed complaint is published, where the complainant agreed; the
 * text is made by the centre out of a whitelist, nobody types it (order 121 article 38). */
#include "base/str.h"

#include "part.h"
#include "table.h"

static const struct field fields[] = {
	{ "untrue", N_("Proved untrue"), FIELD_FLAG, .flags = NEED_ALWAYS,
	  .help = N_("What proved untrue is not published.") },
	{ "secret", N_("State or trade secret"), FIELD_FLAG, .flags = NEED_ALWAYS,
	  .help = N_("What touches on state or trade secrets is not published (order "
		     "121 article 39).") },
	{ "minor", N_("Minors or privacy"), FIELD_FLAG, .flags = NEED_ALWAYS,
	  .help = N_("What concerns minors or somebody's privacy is not published "
		     "(order 121 article 39).") },
	{ "note", N_("Note"), FIELD_LONG, .max = 1000, .rows = 2,
	  .help = N_("For the file; it is not published.") },
};

static bool
publish_fits(const struct ticket *t)
{
	return json_is(json_object_get(t->doc, "facts"), "agreepub") &&
	       !ticket_is_published(t);
}

const struct action action_publish = {
	.name = "publish",
	.menu = 710,
	.label = N_("Publish"),
	.help = N_("Publishes a closed complaint whose complainant agreed: respondent, "
		   "goods, problem, result, area, days (order 121 article 38)."),
	FIELDS(fields),
	.fits = publish_fits,
};
