/* admin_office.c -- what an office has of its own in its documents: mark, telephone,
 * address, and texts in place of everybody's.
 * Law: one transaction; a text that is not sound changes nothing, and is named with its
 * file and line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#include "admin.h"

static const char sql_said[] =
	"select core.set_office($1, case when $2 = '1' then $3 end, "
	"case when $4 = '1' then $5 end, case when $6 = '1' then $7 end)";
/* What core.set_office() may say. */
static const char *const refusals[] = {
	N_("Documents are issued by an office, not by a station or an internal unit."),
	N_("A mark has at most 20 characters, a telephone 30, an address 200, each on "
	   "one line."),
};
static const char sql_load[] = "select core.load_template($2::jsonb, $1)";
static const char sql_unknown[] =
	"select 1 where not exists (select from core.unit where code = $1)";
static const struct column columns[] = {
	{ "mark", N_("Mark"), COL_TEXT },
	{ "phone", N_("Telephone"), COL_TEXT },
	{ "address", N_("Postal address"), COL_TEXT },
	{ "documents", N_("Own texts"), COL_TEXT },
};
static const struct query list = {
	.sql = "select core.office_mark($1), coalesce(core.office_said($1, 'phone'), ''), "
	       "coalesce(core.office_said($1, 'address'), ''), "
	       "coalesce((select string_agg(form || case when valid_from > '-infinity' "
	       "then '@' || valid_from else '' end, ' ' order by form, valid_from) "
	       "from core.template where unit = $1), '')",
	COLUMNS(columns)
};

static const char *
is_given(const struct admin *admin, const char *name)
{
	return json_object_get(admin->flags, name) ? "1" : "";
}

static enum verdict
said(struct admin *admin, struct err *err)
{
	const char *args[] = { admin->words[0],
			       is_given(admin, "mark"),
			       admin_flag(admin, "mark"),
			       is_given(admin, "phone"),
			       admin_flag(admin, "phone"),
			       is_given(admin, "address"),
			       admin_flag(admin, "address"),
			       NULL };
	struct str why = { 0 };
	enum verdict v;
	size_t i;

	if (!*args[1] && !*args[3] && !*args[5])
		return DONE;
	v = admin_value(admin, sql_said, args, &why, err);
	for (i = 0; v == DONE && why.len && i < ARRAY_LEN(refusals); i++)
		if (str_eq(refusals[i], str_text(&why)))
			v = refuse(err, "%s", _(refusals[i]));
	str_release(&why);
	return v;
}

static enum verdict
read_texts(struct admin *folder, json_t *rows, struct err *err)
{
	struct tree_files files;
	struct str text = { 0 };
	enum verdict v = tree_list(&files, folder, "", ".txt", err);
	json_t *row;
	size_t i;

	for (i = 0; v == DONE && i < files.n; i++) {
		v = tree_read(&text, folder, "", files.names[i], err);
		if (v != DONE)
			break;
		row = json_pack("{s:s#, s:s%}", "name", files.names[i],
				(int)(strlen(files.names[i]) - strlen(".txt")), "body",
				str_text(&text), text.len);
		if (row)
			json_array_append_new(rows, row);
		else
			v = refuse(err, _("%s is not UTF-8 text."), files.names[i]);
	}
	str_release(&text);
	tree_release(&files);
	return v;
}

/* The files of the folder are the office's own texts, all of them. */
static enum verdict
texts(struct admin *admin, struct err *err)
{
	struct admin folder = *admin;
	const char *args[] = { admin->words[0], NULL, NULL };
	struct str changed = { 0 };
	json_t *rows = json_array();
	char *text = NULL;
	enum verdict v = DONE;

	folder.tree = admin_flag(admin, "documents");
	if (*folder.tree) {
		v = read_texts(&folder, rows, err);
		args[1] = text = json_write(rows);
		if (v == DONE)
			v = admin_value(admin, sql_load, args, &changed, err);
		if (v == DONE)
			/* beside rows for a program it would be no row */
			(void)fprintf(admin->cli->format == FORMAT_TABLE ? stdout
									 : stderr,
				      _("loaded: %s, %s changed\n"), "document",
				      str_text(&changed));
	}
	free(text);
	json_decref(rows);
	str_release(&changed);
	return v;
}

static enum verdict
change(struct admin *admin, void *arg, struct err *err)
{
	const char *args[] = { admin->words[0], NULL };
	struct str unknown = { 0 };
	json_t *detail;
	enum verdict v;

	(void)arg;
	v = admin_value(admin, sql_unknown, args, &unknown, err);
	if (v == DONE && unknown.len)
		v = refuse(err, _("There is no unit %s."), admin->words[0]);
	str_release(&unknown);
	if (v == DONE)
		v = said(admin, err);
	if (v == DONE)
		v = texts(admin, err);
	if (v != DONE || json_object_size(admin->flags) == 0)
		return v;
	detail = json_copy(admin->flags);
	json_object_del(detail, "server");
	json_put(detail, "unit", admin->words[0]);
	return admin_note(admin, "office", detail, err);
}

enum verdict
admin_office(struct admin *admin, struct err *err)
{
	const char *args[] = { admin->words[0], NULL };
	enum verdict v = admin_together(admin, change, NULL, err);

	return v == DONE ? admin_list(admin, &list, args, err) : v;
}
