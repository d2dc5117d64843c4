/* admin_load.c -- loads the tables of sql/code, each whole, by the server's loader of its
 * name.  Law: all or nothing; the loaders change only what differs, never remove a code, and
 * end one only where somebody has seen it.  Local rows are not touched.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* What stood before, and what a load has made of it. */
static const char sql_before[] =
	"create temporary table was on commit drop as select tbl, code, name, parent, note, "
	"extra, valid_from, valid_to from core.code union all select 'document', form || "
	"case when unit = '' then '' else '@' || unit end || case when valid_from = "
	"'-infinity' then '' else '@' || valid_from end, body, '', '', '{}', valid_from, "
	"'infinity' from core.template";
static const char sql_difference[] =
	"with is_now as (select tbl, code, name, parent, note, extra, valid_from, valid_to "
	"from core.code union all select 'document', form || case when unit = '' then '' "
	"else '@' || unit end || case when valid_from = '-infinity' then '' else '@' || "
	"valid_from end, body, '', '', '{}', valid_from, 'infinity' from core.template), "
	"d as (select coalesce(i.tbl, w.tbl) as tbl, coalesce(i.code, w.code) as code, case "
	"when coalesce(w.valid_to, '-infinity') < core.day(now()) then case when i.valid_to >= "
	"core.day(now()) then 'new' end when coalesce(i.valid_to, '-infinity') < "
	"core.day(now()) then 'ended' when (i.name, i.parent, i.note, i.extra, i.valid_from, "
	"i.valid_to) is distinct from (w.name, w.parent, w.note, w.extra, w.valid_from, "
	"w.valid_to) then 'changed' end as how from is_now i full join was w using (tbl, code)) "
	"select tbl, count(*) filter (where how = 'new'), count(*) filter (where how = "
	"'changed'), count(*) filter (where how = 'ended'), coalesce(string_agg(code, ' ' order "
	"by code) filter (where how = 'ended'), '') from d where how is not null and exists "
	"(select from was) group by tbl order by tbl";
static const char sql_years[] =
	"select y, core.year_lacks(y) from (select distinct extract(year from day)::integer "
	"as y from core.workday) x where y >= extract(year from core.day(now())) "
	"and core.year_lacks(y) <> '' order by y";

/* Yes only from a person at a terminal. */
static bool
is_agreed(const char *question)
{
	char line[16] = "";
	int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	ssize_t n;

	if (tty < 0)
		return false;
	dprintf(tty, "%s ", question);
	n = read(tty, line, sizeof line - 1);
	close(tty);
	return n > 0 && (line[0] == 'y' || line[0] == 'Y' || str_starts(line, "是"));
}

/* What a load takes away is shown, and done only where somebody agrees. */
static enum verdict
show_difference(struct admin *admin, struct err *err)
{
	struct direct_rows *rows = NULL;
	struct str ended = { 0 };
	enum verdict v;
	size_t i;

	v = direct_exec(admin->db, sql_difference, NULL, 0, &rows, err);
	for (i = 0; v == DONE && i < direct_count(rows); i++) {
		printf(_("%s: %s new, %s changed, %s ended\n"), direct_cell(rows, i, 0),
		       direct_cell(rows, i, 1), direct_cell(rows, i, 2),
		       direct_cell(rows, i, 3));
		if (*direct_cell(rows, i, 4)) {
			printf("    %s\n", direct_cell(rows, i, 4));
			str_addf(&ended, "%s%s", ended.len ? ", " : "",
				 direct_cell(rows, i, 0));
		}
	}
	if (v == DONE)
		direct_rows_free(rows);
	(void)fflush(stdout);
	if (v == DONE && ended.len && !*admin_flag(admin, "remove") &&
	    !is_agreed(_("These rows end. Go on? [y/N]")))
		v = refuse(err,
			   _("Nothing was loaded: rows of %s would end.  Rows of this "
			     "place's own belong into \"admin local\"; with --remove "
			     "the load ends them."),
			   str_text(&ended));
	str_release(&ended);
	return v;
}

static enum verdict
show_years(struct admin *admin, struct err *err)
{
	struct direct_rows *rows = NULL;
	enum verdict v = direct_exec(admin->db, sql_years, NULL, 0, &rows, err);
	size_t i;

	for (i = 0; v == DONE && i < direct_count(rows); i++)
		printf(_("The calendar of %s is not complete: %s.\n"),
		       direct_cell(rows, i, 0), direct_cell(rows, i, 1));
	if (v == DONE)
		direct_rows_free(rows);
	return v;
}

static enum verdict
load_all(struct admin *admin, void *arg, struct err *err)
{
	const struct tree_files *files = arg;
	enum verdict v = direct_script(admin->db, sql_before, err);
	size_t i;

	for (i = 0; v == DONE && i < LOADERS; i++)
		v = admin_load_file(admin, "code", loaders[i].file, loaders[i].sql,
				    err);
	for (i = 0; v == DONE && i < files->n; i++)
		if (!has_own(files->names[i]))
			v = admin_load_file(admin, "code", files->names[i], NULL, err);
	if (v == DONE)
		v = load_templates(admin, err);
	if (v == DONE)
		v = show_difference(admin, err);
	if (v == DONE)
		v = show_years(admin, err);
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

static enum verdict
load_local(struct admin *folder, void *arg, struct err *err)
{
	const struct tree_files *files = arg;
	char sql[120], unit[12];
	enum verdict v = DONE;
	size_t i;

	/* a unit's code is all that is put into the statement */
	str_copy(unit, sizeof unit, admin_flag(folder, "unit"));
	if (unit[strspn(unit, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")])
		return refuse(err, _("There is no unit %s."), unit);
	for (i = 0; v == DONE && i < files->n; i++) {
		str_format(sql, sizeof sql,
			   "select core.load_local('%.*s', $1::jsonb, '%s')",
			   (int)strspn(files->names[i],
				       "abcdefghijklmnopqrstuvwxyz_0123456789"),
			   files->names[i], unit);
		v = admin_load_file(folder, "", files->names[i], sql, err);
	}
	if (v == DONE)
		v = show_years(folder, err);
	return v == DONE ? tell_moved(folder, err) : v;
}

enum verdict
admin_local(struct admin *admin, struct err *err)
{
	struct admin folder = *admin;
	struct tree_files files;
	enum verdict v;

	folder.tree = admin->words[0];
	v = tree_list(&files, &folder, "", ".csv", err);
	if (v == DONE && !files.n)
		v = refuse(err, _("There are no tables in %s."), folder.tree);
	if (v == DONE)
		v = admin_together(&folder, load_local, &files, err);
	tree_release(&files);
	return v;
}
