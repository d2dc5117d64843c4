/* admin_unit.c -- a unit of this place: added, renamed, moved, closed, shown.  The
 * database's own function does it and puts it on record.
 */
#include <stdlib.h>

#include "base/text.h"

#include "admin.h"

static const char sql_set[] = "select core.set_unit($1, $2::jsonb)";
static const struct column columns[] = {
	{ "code", N_("Code"), COL_TEXT },
	{ "name", N_("Name"), COL_TEXT },
	{ "short_name", N_("Short name"), COL_TEXT },
	{ "parent", N_("Superior unit"), COL_TEXT },
	{ "parent_name", NULL, COL_TEXT },
	{ "tier", N_("Tier"), COL_TEXT },
	{ "division", N_("Place"), COL_TEXT },
	{ "initials", N_("Initials"), COL_TEXT },
	{ "phone", N_("Telephone"), COL_TEXT },
	{ "address", N_("Postal address"), COL_TEXT },
	{ "closed", N_("Closed from"), COL_DATE },
	{ "local", NULL, COL_FLAG },
	{ "tickets", N_("Open tickets"), COL_INT },
	{ "operators", N_("Operators"), COL_INT },
	{ "units", N_("Units below"), COL_INT },
};
static const struct query list = { .sql = "select * from core.unit_card($1)",
				   COLUMNS(columns) };

static enum verdict
change(struct admin *admin, struct err *err)
{
	json_t *what = json_copy(admin->flags);
	const char *args[] = { admin->words[0], NULL, NULL };
	enum verdict v = DONE;
	char *text;

	json_object_del(what, "server");
	args[1] = text = json_write(what);
	if (json_object_size(what))
		v = admin_run(admin, sql_set, args, NULL, err);
	free(text);
	json_decref(what);
	return v;
}

enum verdict
admin_unit(struct admin *admin, struct err *err)
{
	const char *args[] = { admin->words[0], NULL };
	enum verdict v = DONE;

	if (*admin_flag(admin, "close") && *admin_flag(admin, "open"))
		v = refuse(err, _("A unit is either closed or opened."));
	if (v == DONE)
		v = change(admin, err);
	return v == DONE ? admin_list(admin, &list, args, err) : v;
}
