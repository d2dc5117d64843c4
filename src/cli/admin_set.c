/* admin_set.c -- the choices of this installation: listed, changed.
 */
#include "base/text.h"

#include "admin.h"

static const char sql_set[] = "select core.set_setting($1, $2)";
static const struct column columns[] = {
	{ "setting", N_("Setting"), COL_TEXT },
	{ "value", N_("Value"), COL_TEXT },
	{ "meaning", N_("Meaning"), COL_TEXT },
};
static const struct query list = {
	.sql = "select code, value, note from core.setting where code <> 'recovery_key' "
	       "order by code",
	COLUMNS(columns)
};

enum verdict
admin_settings(struct admin *admin, struct err *err)
{
	return admin_list(admin, &list, NULL, err);
}

enum verdict
admin_set(struct admin *admin, struct err *err)
{
	const char *args[] = { admin->words[0], admin->words[1], NULL };

	return admin_run(admin, sql_set, args, NULL, err);
}
