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
	const char *operator_name = admin_flag(admin, "operator");
	struct store_recovery by;
	struct str password = { 0 };
	struct store *store = NULL;
	enum verdict v;

	(void)prctl(PR_SET_DUMPABLE, 0);
	v = read_key(&by, admin_flag(admin, "key"), err);
	if (v == DONE && !store_exists(admin_flag(admin, "store"), operator_name))
		v = refuse(err, _("There is no store of %s in %s."), operator_name,
			   admin_flag(admin, "store"));
	if (v == DONE)
		v = new_password(admin, &password, err);
	by.password = str_text(&password);
	if (v == DONE)
		v = store_recover(&store, admin_flag(admin, "store"), operator_name,
				  &by, err);
	mem_wipe(by.secret, sizeof by.secret);
	str_wipe(&password);
	if (v != DONE)
		return v;
	store_close(store);
	printf(_("The store of %s opens with the new password; all that was in it is "
		 "there.\n"),
	       operator_name);
	puts(_("Give the operator the same password at the centre: gangshaoctl admin "
	       "password."));
	return DONE;
}

/* ---- what is owed ---------------------------------------------------------------------- */

static const struct column columns[] = {
	{ "operator", N_("Operator"), COL_TEXT },
	{ "unsent", N_("Unsent"), COL_INT },
	{ "stuck", N_("Stuck"), COL_INT },
	{ "drafts", N_("Drafts"), COL_INT },
	{ "oldest", N_("Oldest"), COL_STAMP },
	{ "running", N_("Desk"), COL_FLAG },
	{ "readable", N_("Readable"), COL_FLAG },
	{ "recoverable", N_("Recovery"), COL_FLAG },
};
static const struct query list = { COLUMNS(columns) };

static const char *
truth(bool is)
{
	return is ? "true" : "false";
}

/* Of a store that cannot be read no figure is known. */
static void
add_sight(struct rows *rows, const struct sight *s)
{
	char oldest[30], queued[12], stuck[12], drafts[12];
	const char *cells[] = { s->operator_name,
				queued,
				stuck,
				drafts,
				oldest,
				truth(s->running),
				truth(s->readable),
				truth(s->recoverable) };
	size_t i;

	str_format(queued, sizeof queued, "%d", s->queued);
	str_format(stuck, sizeof stuck, "%d", s->stuck);
	str_format(drafts, sizeof drafts, "%d", s->drafts);
	if (s->oldest)
		stamp_text(s->oldest, oldest);
	else
		cells[4] = NULL;
	for (i = 1; !s->readable && i < 5; i++)
		cells[i] = NULL;
	if (!s->readable)
		cells[7] = NULL;
	rows_add(rows, cells);
}

enum verdict
admin_stores(struct admin *admin, struct err *err)
{
	const char *dir = admin_flag(admin, "dir");
	struct rows *rows = rows_new(&list);
	struct sight *sights = NULL;
	enum verdict v = DONE;
	size_t n = 0, i;

	if (!*dir) {
		v = cli_conf(admin->cli, err);
		if (v == DONE)
			dir = conf_text(admin->cli->conf, CONF_STORE_DIR);
	}
	if (v == DONE)
		v = store_survey(dir, &sights, &n, err);
	for (i = 0; v == DONE && i < n; i++)
		add_sight(rows, &sights[i]);
	if (v == DONE)
		v = admin_print(admin, rows, err);
	rows_free(rows);
	free(sights);
	return v;
}
