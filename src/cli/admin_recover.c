/* admin_recover.c -- recovers stores after a forgotten password, and lists the undelivered
 * operations of operators who have left.
 *
 * Law: the secret half of the recovery key stands in a file of its own and nowhere else:
 * not in the database, an argument, the environment, a log or a core.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"

#include "store/recovery.h"
#include "store/store.h"
#include "store/survey.h"

#include "admin.h"
#include "print.h"

/* ---- the key --------------------------------------------------------------------------- */

static bool
put(int fd, const char *text)
{
	size_t len = strlen(text);

	return write(fd, text, len) == (ssize_t)len;
}

/* The file must be new: a key in use is never overwritten. */
static enum verdict
write_key(const char *path, const char *secret, const char *public, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool good;
	int fault;

	if (fd < 0)
		return refuse(err, _("The file %s cannot be made: %s."), path,
			      text_errno(errno));
	good = put(fd, secret) && put(fd, "\n# gangshao recovery key; public half ") &&
	       put(fd, public) && put(fd, "\n") && fsync(fd) == 0;
	fault = errno;
	close(fd);
	if (good)
		return DONE;
	unlink(path);
	return refuse(err, _("The file %s cannot be made: %s."), path,
		      text_errno(fault));
}

enum verdict
admin_recovery_key(struct admin *admin, struct err *err)
{
	static const char set[] = "select core.set_setting('recovery_key', $1)";
	char secret[RECOVERY_TEXT], public[RECOVERY_TEXT];
	const char *path = admin_flag(admin, "out");
	const char *args[] = { public, NULL };
	enum verdict v;

	(void)prctl(PR_SET_DUMPABLE, 0);
	recovery_make(secret, public);
	v = write_key(path, secret, public, err);
	mem_wipe(secret, sizeof secret);
	if (v != DONE)
		return v;
	v = admin_run(admin, set, args, NULL, err);
	if (v != DONE) {
		unlink(path);
		return v;
	}
	printf(_("The secret half is in %s: put it into a safe, not on this machine.\n"),
	       path);
	puts(_("Each desk seals its store to the new key the next time it reaches the "
	       "centre; until then its store opens with the former one."));
	return DONE;
}

/* ---- a forgotten password -------------------------------------------------------------- */

static enum verdict
read_key(struct store_recovery *by, const char *path, struct err *err)
{
	struct str line = { 0 };
	enum verdict v = cli_secret(&line, -1, path, err);

	if (v == DONE && !recovery_read(by->secret, str_text(&line)))
		v = refuse(err, _("%s holds no recovery key."), path);
	str_wipe(&line);
	return v;
}

/* From file or descriptor, or typed twice. */
static enum verdict
new_password(struct admin *admin, struct str *out, struct err *err)
{
	struct str again = { 0 };
	char prompt[120];
	enum verdict v;

	if (admin->secret_fd >= 0 || admin->secret_file)
		return cli_secret(out, admin->secret_fd, admin->secret_file, err);
	str_format(prompt, sizeof prompt, _("New password of %s: "),
		   admin_flag(admin, "operator"));
	v = cli_ask(out, prompt, err);
	if (v == DONE)
		v = cli_ask(&again, _("The same once more: "), err);
	if (v == DONE && !str_eq(str_text(out), str_text(&again)))
		v = refuse(err, _("The two passwords differ; nothing was changed."));
	str_wipe(&again);
	return v;
}

enum verdict
admin_recover(struct admin *admin, struct err *err)
{
	const char *operator= admin_flag(admin, "operator");
	struct store_recovery by;
	struct str password = { 0 };
	struct store *store = NULL;
	enum verdict v;

	(void)prctl(PR_SET_DUMPABLE, 0);
	v = read_key(&by, admin_flag(admin, "key"), err);
	if (v == DONE && !store_exists(admin_flag(admin, "store"), operator))
		v = refuse(err, _("There is no store of %s in %s."), operator,
			   admin_flag(admin, "store"));
	if (v == DONE)
		v = new_password(admin, &password, err);
	by.password = str_text(&password);
	if (v == DONE)
		v = store_recover(&store, admin_flag(admin, "store"), operator, & by,
				  err);
	mem_wipe(by.secret, sizeof by.secret);
	str_wipe(&password);
	if (v != DONE)
		return v;
	store_close(store);
	printf(_("The store of %s opens with the new password; all that was in it is "
		 "there.\n"),
	       operator);
	puts(_("Give the operator the same password at the centre: gangshaoctl admin "
	       "password."));
	return DONE;
}

/* ---- what is owed ---------------------------------------------------------------------- */

enum { COLUMNS = 7 };

static void
put_sight(struct str *out, const struct sight *s)
{
	char oldest[30] = "";

	if (s->oldest)
		stamp_text(s->oldest, oldest);
	oldest[oldest[0] ? 16 : 0] = '\0'; /* to the minute */
	if (oldest[0])
		oldest[10] = ' ';
	str_addf(out, "%s%c", s->operator, 0);
	if (s->readable)
		str_addf(out, "%d%c%d%c%d%c", s->queued, 0, s->stuck, 0, s->drafts, 0);
	else
		str_addf(out, "?%c?%c?%c", 0, 0, 0);
	str_addf(out, "%s%c%s%c%s%c", oldest, 0, s->running ? _("running") : "", 0,
		 !s->readable	  ? _("unreadable")
		 : s->recoverable ? _("yes")
				  : _("no"),
		 0);
}

static enum verdict
print_sights(const struct sight *sights, size_t n, struct err *err)
{
	const char *const heads[COLUMNS] = { _("Operator"), _("Unsent"), _("Stuck"),
					     _("Drafts"),   _("Oldest"), _("Desk"),
					     _("Recovery") };
	const char **cells = xcalloc((n + 1) * COLUMNS, sizeof *cells);
	struct str text = { 0 }, out = { 0 };
	enum verdict v = DONE;
	const char *p;
	size_t i;

	memcpy(cells, heads, sizeof heads);
	for (i = 0; i < n; i++)
		put_sight(&text, &sights[i]);
	for (i = 0, p = str_text(&text); i < n * COLUMNS; i++, p += strlen(p) + 1)
		cells[COLUMNS + i] = p;
	print_table(&out, cells, n + 1, COLUMNS);
	if (!print_out(&out))
		v = broken(err, _("Standard output cannot be written."));
	str_release(&out);
	str_release(&text);
	free(cells);
	return v;
}

enum verdict
admin_stores(struct admin *admin, struct err *err)
{
	const char *dir = admin_flag(admin, "dir");
	struct sight *sights = NULL;
	enum verdict v = DONE;
	size_t n = 0;

	if (!*dir) {
		v = cli_conf(admin->cli, err);
		if (v == DONE)
			dir = conf_text(admin->cli->conf, CONF_STORE_DIR);
	}
	if (v == DONE)
		v = store_survey(dir, &sights, &n, err);
	if (v == DONE)
		v = print_sights(sights, n, err);
	free(sights);
	return v;
}
