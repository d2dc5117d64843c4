/* admin_load.c -- the tables of sql/code, each whole to the server's loader of its name.
 * Law: all or nothing; the loaders change only what differs and never remove a code.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "admin.h"
#include "csv.h"

/* Those that others refer to come first; every other file is a table of codes. */
static const struct {
	const char *file, *sql;
} loaders[] = {
	{ "setting.csv", "select core.load_setting($1::jsonb)" },
	{ "division.csv", "select core.load_division($1::jsonb)" },
	{ "unit.csv", "select core.load_unit($1::jsonb)" },
	{ "workday.csv", "select core.load_workday($1::jsonb)" },
	{ "deadline.csv", "select core.load_deadline($1::jsonb)" },
	{ "state.csv", "select core.load_state($1::jsonb)" },
	{ "transition.csv", "select core.load_transition($1::jsonb)" },
	{ "queue.csv", "select core.load_queue($1::jsonb)" },
	{ "field.csv", "select core.load_field($1::jsonb)" },
};
static const char sql_code[] = "select core.load_code($2, $1::jsonb)";

enum { LOADERS = sizeof loaders / sizeof *loaders };

enum verdict
admin_load_file(struct admin *admin, const char *folder, const char *file,
		const char *sql, struct err *err)
{
	struct str text = { 0 }, changed = { 0 };
	char table[64], *rows = NULL;
	const char *args[3] = { NULL };
	struct err inner;
	json_t *array;
	enum verdict v;

	str_format(table, sizeof table, "%.*s", (int)strcspn(file, "."), file);
	v = tree_read(&text, admin, folder, file, err);
	if (v != DONE)
		return v;
	v = csv_read(&array, str_text(&text), text.len, &inner);
	if (v == DONE) {
		rows = json_write(array);
		json_decref(array);
		args[0] = rows;
		args[1] = sql ? NULL : table;
		v = admin_value(admin, sql ? sql : sql_code, args, &changed, &inner);
	}
	if (v == DONE && !str_eq(str_text(&changed), "0"))
		printf(_("loaded: %s, %s changed\n"), table, str_text(&changed));
	if (v == REFUSED)
		refuse(err, "%s: %s", file, inner.text);
	else if (v != DONE)
		broken(err, "%s: %s", file, inner.text);
	free(rows);
	str_release(&changed);
	str_release(&text);
	return v;
}

static enum verdict
read_template(json_t *rows, struct admin *admin, const char *file, struct err *err)
{
	struct str text = { 0 };
	enum verdict v = tree_read(&text, admin, "document", file, err);
	json_t *row;

	if (v == DONE) {
		row = json_pack("{s:s#, s:s%}", "name", file, (int)strcspn(file, "."),
				"body", str_text(&text), text.len);
		if (!row)
			v = refuse(err, _("%s is not UTF-8 text."), file);
		else
			json_array_append_new(rows, row);
	}
	str_release(&text);
	return v;
}

/* The texts of documents go to the server all together: one taken away is gone. */
static enum verdict
load_templates(struct admin *admin, struct err *err)
{
	struct tree_files files;
	struct str changed = { 0 };
	json_t *rows = json_array();
	enum verdict v = tree_list(&files, admin, "document", ".txt", err);
	const char *args[2] = { NULL };
	char *text = NULL;
	size_t i;

	for (i = 0; v == DONE && i < files.n; i++)
		v = read_template(rows, admin, files.names[i], err);
	if (v == DONE) {
		args[0] = text = json_write(rows);
		v = admin_value(admin, "select core.load_template($1::jsonb)", args,
				&changed, err);
	}
	if (v == DONE && !str_eq(str_text(&changed), "0"))
		printf(_("loaded: %s, %s changed\n"), "document", str_text(&changed));
	free(text);
	json_decref(rows);
	str_release(&changed);
	tree_release(&files);
	return v;
}

static bool
has_own(const char *file)
{
	size_t i;

	for (i = 0; i < LOADERS; i++)
		if (str_eq(loaders[i].file, file))
			return true;
	return false;
}

/* Open tickets whose deadline the calendar moved. */
static enum verdict
tell_moved(struct admin *admin, struct err *err)
{
	struct str moved = { 0 };
	enum verdict v;

	v = admin_value(admin,
			"select nullif(nullif(current_setting('gangshao.moved', true), "
			"''), '0')",
			NULL, &moved, err);
	if (v == DONE && moved.len)
		printf(_("%s open tickets have another last day now.\n"),
		       str_text(&moved));
	str_release(&moved);
	return v;
}

static enum verdict
load_all(struct admin *admin, void *arg, struct err *err)
{
	const struct tree_files *files = arg;
	enum verdict v = DONE;
	size_t i;

	for (i = 0; v == DONE && i < LOADERS; i++)
		v = admin_load_file(admin, "code", loaders[i].file, loaders[i].sql,
				    err);
	for (i = 0; v == DONE && i < files->n; i++)
		if (!has_own(files->names[i]))
			v = admin_load_file(admin, "code", files->names[i], NULL, err);
	if (v == DONE)
		v = load_templates(admin, err);
	return v == DONE ? tell_moved(admin, err) : v;
}

enum verdict
admin_load(struct admin *admin, struct err *err)
{
	struct tree_files files;
	enum verdict v;

	v = tree_list(&files, admin, "code", ".csv", err);
	if (v == DONE)
		v = admin_together(admin, load_all, &files, err);
	if (v == DONE)
		v = direct_script(admin->db,
				  "analyze core.unit, core.division, core.code, "
				  "core.calendar, core.transition, core.state, "
				  "core.field",
				  err);
	if (v == DONE)
		printf("%s", _("The tables are loaded.\n"));
	tree_release(&files);
	return v;
}
