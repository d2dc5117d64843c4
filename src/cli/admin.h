/* admin.h -- the administrator's verbs: they connect to PostgreSQL, not to a desk; those
 * about the stores of this machine connect to neither.
 */
#ifndef ADMIN_H
#define ADMIN_H

#include "base/json.h"

#include "query/query.h"

#include "gate/direct.h"

#include "cli.h"

enum { ADMIN_WORDS = 4 };

struct admin {
	struct cli *cli;
	struct direct *db;
	const char *tree; /* the sql tree: migrate/ function/ code/ demo/ grant.sql */
	const char *words[ADMIN_WORDS];
	size_t nwords;
	json_t *flags; /* name → value; a repeatable flag → an array */
	int secret_fd; /* a new password; -1: none */
	const char *secret_file;
};

enum verdict admin_migrate(struct admin *, struct err *) MUST;
enum verdict admin_load(struct admin *, struct err *) MUST;
enum verdict admin_local(struct admin *, struct err *) MUST;
enum verdict admin_settings(struct admin *, struct err *) MUST;
enum verdict admin_set(struct admin *, struct err *) MUST;
enum verdict admin_demo(struct admin *, struct err *) MUST;
enum verdict admin_enrol(struct admin *, struct err *) MUST;
enum verdict admin_password(struct admin *, struct err *) MUST;
enum verdict admin_grant(struct admin *, struct err *) MUST;
enum verdict admin_revoke(struct admin *, struct err *) MUST;
enum verdict admin_lock(struct admin *, struct err *) MUST;
enum verdict admin_unlock(struct admin *, struct err *) MUST;
enum verdict admin_expire(struct admin *, struct err *) MUST;
enum verdict admin_operators(struct admin *, struct err *) MUST;
enum verdict admin_absence(struct admin *, struct err *) MUST;
enum verdict admin_back(struct admin *, struct err *) MUST;
enum verdict admin_absences(struct admin *, struct err *) MUST;
enum verdict admin_doctor(struct admin *, struct err *) MUST;
enum verdict admin_recovery_key(struct admin *, struct err *) MUST;
enum verdict admin_recover(struct admin *, struct err *) MUST;
enum verdict admin_stores(struct admin *, struct err *) MUST;
enum verdict admin_work(struct admin *, struct err *) MUST;
enum verdict admin_roots(struct admin *, struct err *) MUST;
enum verdict admin_office(struct admin *, struct err *) MUST;
enum verdict admin_unit(struct admin *, struct err *) MUST;
enum verdict admin_verify(struct admin *, struct err *) MUST;

/* doctor_fonts.c: the characters of unit names that no font can print; *fault is empty
 * where there are none. */
enum verdict doctor_fonts(struct admin *, struct str *fault, struct err *) MUST;

/* "" where the flag was not given. */
const char *admin_flag(const struct admin *, const char *name);
/* First cell of the first row; "" where there is none or it is null.  args end with
 * NULL, or are NULL. */
enum verdict admin_value(struct admin *, const char *sql, const char *const *args,
			 struct str *out, struct err *err) MUST;
/* The same, discarding the value; *found (may be NULL): whether a row came back. */
enum verdict admin_run(struct admin *, const char *sql, const char *const *args,
		       bool *found, struct err *) MUST;
/* Runs `work` in one transaction. */
enum verdict admin_together(struct admin *,
			    enum verdict (*work)(struct admin *, void *, struct err *),
			    void *arg, struct err *) MUST;

/* Prints the rows of the list's SQL, as the command line's format asks. */
enum verdict admin_list(struct admin *, const struct query *list,
			const char *const *args, struct err *) MUST;
/* Prints the given rows in the same way. */
enum verdict admin_print(struct admin *, const struct rows *, struct err *) MUST;

/* Loads one CSV of the tree through `sql`; NULL: as the code table named like the file. */
enum verdict admin_load_file(struct admin *, const char *folder, const char *file,
			     const char *sql, struct err *) MUST;
/* Records an administrative action in the audit, detail as JSON (taken). */
enum verdict admin_note(struct admin *, const char *what, json_t *detail,
			struct err *) MUST;
/* Compares the recorded migrations and functions with those of the tree: *fault is empty,
 * or names the one that differs. */
enum verdict admin_compare(struct admin *, struct str *fault, struct err *) MUST;

/* Regular files of a folder of the tree with this ending, sorted by name. */
struct tree_files {
	char **names; /* without the folder */
	size_t n;
};
enum verdict tree_list(struct tree_files *, const struct admin *, const char *folder,
		       const char *ending, struct err *) MUST;
void tree_release(struct tree_files *);
/* A file of the tree, whole. */
enum verdict tree_read(struct str *out, const struct admin *, const char *folder,
		       const char *name, struct err *) MUST;

#endif
