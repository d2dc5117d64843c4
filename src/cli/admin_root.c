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

static const char sql_list[] =
	"select n, encode(hash, 'hex') as hash, "
	"to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+08:00\"') "
	"as at, lines from core.root where n > $1::bigint order by n";
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

/* Never over a file that is there: it may be the older witness. */
static enum verdict export(const char *path, const struct direct_rows *rows,
			   struct err *err) {
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), fault;
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");

	if (!out){ fault = errno; if (fd >= 0) close(fd);
		   return refuse(err, _("%s cannot be written: %s."), path,
				 text_errno(fault)); }
fault = put_rows(out, rows);
if (!fault && fsync(fd))
	fault = errno;
if (fclose(out) && !fault)
	fault = errno;
if (fault)
	return refuse(err, _("%s cannot be written: %s."), path, text_errno(fault));
printf(_("%s: %d roots\n"), path, (int)direct_count(rows));
return DONE;
}

enum verdict
admin_roots(struct admin *admin, struct err *err)
{
	const char *path = admin_flag(admin, "export");
	const char *since = admin_flag(admin, "since");
	const char *args[] = { *since ? since : "0" };
	struct direct_rows *rows = NULL;
	enum verdict v;
	int n;

	v = cli_number("since", args[0], 999999999, &n, err);
	if (v == DONE)
		v = direct_exec(admin->db, *path ? sql_export : sql_list, args, 1,
				&rows, err);
	if (v != DONE)
		return v;
	if (*path)
		v = export(path, rows, err);
	else if (put_rows(stdout, rows))
		v = broken(err, _("%s cannot be written: %s."), "-", text_errno(errno));
	direct_rows_free(rows);
	return v;
}
