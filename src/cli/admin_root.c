/* admin_root.c -- prints the roots, to be kept beyond the reach of this database's
 * administrators: each such file testifies to everything up to its last line.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

#include "admin.h"

static const struct column columns[] = {
	{ "n", N_("Number"), COL_INT },
	{ "hash", N_("Root"), COL_TEXT },
	{ "at", N_("When"), COL_STAMP },
	{ "lines", N_("Lines"), COL_INT },
};
static const struct query list = {
	.sql = "select n, encode(hash, 'hex') as hash, to_char(at at time zone "
	       "'Asia/Shanghai', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+08:00\"') as at, lines "
	       "from core.root where n > $1::bigint order by n",
	COLUMNS(columns)
};
/* Whole, with a head of the digest of each line: a fault is then found by ticket. */
static const char sql_export[] =
	"select n, encode(hash, 'hex') as hash, "
	"to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+08:00\"') "
	"as at, lines, since, upto, encode(items, 'hex') as items "
	"from core.root where n > $1::bigint order by n";

/* No cell of a root needs a quote. */
static int
put_rows(FILE *out, const struct direct_rows *rows)
{
	size_t i, c, n = direct_columns(rows);

	for (c = 0; c < n; c++)
		(void)fprintf(out, "%s%s", direct_column(rows, c),
			      c + 1 < n ? "," : "\n");
	for (i = 0; i < direct_count(rows); i++)
		for (c = 0; c < n; c++)
			(void)fprintf(out, "%s%s", direct_cell(rows, i, c),
				      c + 1 < n ? "," : "\n");
	return ferror(out) ? EIO : fflush(out) ? errno : 0;
}

static int
write_rows(int fd, const struct direct_rows *rows)
{
	FILE *out = fdopen(fd, "w");
	int fault;

	if (!out) {
		fault = errno;
		close(fd);
		return fault;
	}
	fault = put_rows(out, rows);
	if (!fault && fsync(fd))
		fault = errno;
	if (fclose(out) && !fault)
		fault = errno;
	return fault;
}

/* Never over a file that is there: it may be the older witness. */
static enum verdict
keep_roots(const char *path, const struct direct_rows *rows, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int fault = fd < 0 ? errno : write_rows(fd, rows);

	if (fault)
		return refuse(err, _("%s cannot be written: %s."), path,
			      text_errno(fault));
	printf(_("%s: %d roots\n"), path, (int)direct_count(rows));
	return DONE;
}

enum verdict
admin_roots(struct admin *admin, struct err *err)
{
	const char *path = admin_flag(admin, "export");
	const char *since = admin_flag(admin, "since");
	const char *args[] = { *since ? since : "0", NULL };
	bool shown = admin->cli->format != FORMAT_TABLE;
	struct direct_rows *rows = NULL;
	enum verdict v;
	int n;

	v = cli_number("since", args[0], 999999999, &n, err);
	if (v == DONE && shown && *path)
		v = refuse(err, _("With --%s, %s prints no rows."), "export", "roots");
	if (v != DONE || shown)
		return v == DONE ? admin_list(admin, &list, args, err) : v;
	v = direct_exec(admin->db, *path ? sql_export : list.sql, args, 1, &rows, err);
	if (v != DONE)
		return v;
	if (*path)
		v = keep_roots(path, rows, err);
	else if (put_rows(stdout, rows))
		v = broken(err, _("%s cannot be written: %s."), "-", text_errno(errno));
	direct_rows_free(rows);
	return v;
}
