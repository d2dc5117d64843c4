/* action/publish.c -- a closed complaint is published, where the complainant agreed; the
 * text is made by the centre out of a whitelist, nobody types it (order 121 article 38). */
#include "base/str.h"

#include "part.h"
#include "table.h"

static bool
publish_fits(const struct ticket *t)
{
	return json_is(json_object_get(t->doc, "facts"), "agreepub") &&
	       !ticket_is_published(t);
}

#include "action/field/publish.h"

const struct action action_publish = {
	.name = "publish",
	.menu = 710,
	.label = N_("Publish"),
	.help = N_("Publishes a closed complaint whose complainant agreed: respondent, "
		   "goods, problem, result, area, days (order 121 article 38)."),
	FIELDS(fields),
	.fits = publish_fits,
};
