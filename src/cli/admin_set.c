/* admin_set.c -- the choices of this installation: listed, changed.
 */
#include "base/text.h"
#include "base/vec.h"

#include "admin.h"
#include "print.h"

static const char sql_list[] =
	"select code, value, note from core.setting where code <> 'recovery_key' "
	"order by code";
static const char sql_set[] = "select core.set_setting($1, $2)";

enum verdict
admin_settings(struct admin *admin, struct err *err)
{
	enum { COLUMNS = 3 };
	struct direct_rows *rows = NULL;
	VEC(const char *) cells = { 0 };
	struct str out = { 0 };
	enum verdict v;
	size_t i;

	v = direct_exec(admin->db, sql_list, NULL, 0, &rows, err);
	if (v != DONE)
		return v;
	vec_push(&cells, _("Setting"));
	vec_push(&cells, _("Value"));
	vec_push(&cells, _("Meaning"));
	for (i = 0; i < direct_count(rows) * COLUMNS; i++)
		vec_push(&cells, direct_cell(rows, i / COLUMNS, i % COLUMNS));
	print_table(&out, cells.v, cells.n / COLUMNS, COLUMNS);
	if (!print_out(&out))
		v = broken(err, _("Standard output cannot be written."));
	str_release(&out);
	vec_release(&cells);
	direct_rows_free(rows);
	return v;
}

enum verdict
admin_set(struct admin *admin, struct err *err)
{
	const char *args[] = { admin->words[0], admin->words[1], NULL };

	return admin_run(admin, sql_set, args, NULL, err);
}
