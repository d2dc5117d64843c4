/* admin_list.c -- what an administrator's verb lists, printed like every other answer: a
 * table, CSV or JSON.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

#include "admin.h"
#include "print.h"

enum verdict
admin_print(struct admin *admin, const struct rows *rows, struct err *err)
{
	struct rows *marked = NULL;
	struct str out = { 0 };
	enum verdict v = DONE;

	if (admin->cli->marks)
		rows = marked = print_visible(rows);
	print_rows(&out, rows, admin->cli->format, 0);
	if (!print_out(&out))
		v = broken(err, _("Standard output cannot be written."));
	str_release(&out);
	rows_free(marked);
	return v;
}

enum verdict
admin_list(struct admin *admin, const struct query *list, const char *const *args,
	   struct err *err)
{
	const char **cells = xcalloc(list->ncolumns, sizeof *cells);
	struct direct_rows *found = NULL;
	struct rows *rows = rows_new(list);
	enum verdict v;
	size_t n = 0, r, c;

	while (args && args[n])
		n++;
	v = direct_exec(admin->db, list->sql, args, n, &found, err);
	for (r = 0; v == DONE && r < direct_count(found); r++) {
		for (c = 0; c < list->ncolumns; c++)
			cells[c] = direct_cell(found, r, c);
		rows_add(rows, cells);
	}
	if (v == DONE) {
		direct_rows_free(found);
		v = admin_print(admin, rows, err);
	}
	rows_free(rows);
	free(cells);
	return v;
}
