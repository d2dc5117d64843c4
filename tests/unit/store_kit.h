/* store_kit.h -- what the store's tests share: a directory of their own, operations with
 * plausible payloads, and SQLite's own view of the file.  Included by tests only.
 */
#ifndef TEST_STORE_KIT_H
#define TEST_STORE_KIT_H

#include <sodium.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

#include "store/draft.h"
#include "store/lease.h"
#include "store/ledger.h"
#include "store/mirror.h"
#include "store/outbox.h"
#include "store/store.h"

#include "unit.h"

#define KIT	 __attribute__((unused)) static
#define WALL	 INT64_C(1795400000000) /* 2026-11-23 */
#define PASSWORD "correct horse"
#define NAME	 "recv"
#define CANARY	 "张三13800138000"

static const struct action kit_register = { .name = "register",
					    .flags = ACTION_CREATES };
static const struct action kit_note = { .name = "note", .flags = ACTION_APPENDS };
static const struct action kit_assign = { .name = "assign" };

#ifdef KIT_QUICK
#include "tests/quick_kdf.h"
#endif

/* The action room's table, as far as these tests need it. */
__attribute__((weak)) const struct action *
action_named(const char *name)
{
	static const struct action *const known[] = { &kit_register, &kit_note,
						      &kit_assign };
	size_t i;

	for (i = 0; i < ARRAY_LEN(known); i++)
		if (str_eq(known[i]->name, name))
			return known[i];
	return NULL;
}

struct kit {
	char dir[64];
	struct store *store;
};

/* Fails with the store's own sentence. */
#define is_done(call)	    kit_is(call, DONE, &kit_err, #call, __FILE__, __LINE__)
#define is_verdict(call, v) kit_is(call, v, &kit_err, #call, __FILE__, __LINE__)
static struct err kit_err;

KIT void
kit_is(enum verdict got, enum verdict want, struct err *err, const char *what,
       const char *file, int line)
{
	if (got != want)
		print_message("# %s: %s, not %s: %s\n", what, verdict_name(got),
			      verdict_name(want), err->text);
	_assert_true(got == want, what, file, line);
}

KIT void
kit_open(struct kit *k)
{
	is_done(store_open(&k->store, k->dir, NAME, PASSWORD, &kit_err));
}

KIT void
kit_reopen(struct kit *k)
{
	store_close(k->store);
	k->store = NULL;
	kit_open(k);
}

KIT int
kit_setup(void **state)
{
	struct kit *k = xcalloc(1, sizeof *k);
	struct store_params params = { .password = PASSWORD,
				       .kdf_mib = 64,
				       .wall = WALL };

	str_copy(k->dir, sizeof k->dir, "/tmp/gangshao-store-XXXXXX");
	if (!mkdtemp(k->dir))
		return -1;
	*state = k;
	is_done(store_create(&k->store, k->dir, NAME, &params, &kit_err));
	return 0;
}

KIT void
kit_path(const struct kit *k, char out[128], const char *suffix)
{
	str_format(out, 128, "%s/%s%s", k->dir, NAME, suffix);
}

KIT int
kit_teardown(void **state)
{
	static const char *const suffixes[] = { ".db",	    ".db-wal",
						".db.new",  ".lock",
						".copy",    ".db.new-journal",
						".copy-wal" };
	struct kit *k = *state;
	char path[128];
	size_t i;

	store_close(k->store);
	for (i = 0; i < ARRAY_LEN(suffixes); i++) {
		kit_path(k, path, suffixes[i]);
		unlink(path);
	}
	rmdir(k->dir);
	free(k);
	return 0;
}

/* A command with a payload of some size; yours to command_drop(). */
KIT struct command
kit_command(const struct action *action, const struct uuid *ticket)
{
	struct command cmd = { .op = uuid_new(WALL), .action = action };

	cmd.ticket = ticket ? *ticket : uuid_new(WALL);
	cmd.payload = json_object();
	json_put(cmd.payload, "pname", CANARY);
	json_put(cmd.payload, "content", "在网店买的鞋子开胶,商家拒绝退货。");
	json_put(cmd.payload, "received", "2026-11-23T14:05:09.123+08:00");
	return cmd;
}

KIT void
kit_command_drop(struct command *cmd)
{
	json_decref(cmd->payload);
	cmd->payload = NULL;
}

KIT enum verdict
kit_keep(struct kit *k, const struct command *cmds, size_t n, const struct uuid *draft,
	 struct kept *kept)
{
	struct parcel parcel = {
		.commands = cmds, .n = n, .draft = draft, .wall = WALL
	};

	return outbox_put(k->store, &parcel, kept, &kit_err);
}

KIT enum verdict
kit_draft(struct kit *k, const struct uuid *id, int64_t seq, const char *body)
{
	struct draft draft = { .id = *id, .seq = seq, .at = WALL, .body = body };

	return draft_put(k->store, &draft, &kit_err);
}

/* Puts one operation on a ticket. */
KIT struct uuid
kit_put(struct kit *k, const struct action *action, const struct uuid *ticket)
{
	struct command cmd = kit_command(action, ticket);
	struct kept kept;

	is_done(kit_keep(k, &cmd, 1, NULL, &kept));
	kit_command_drop(&cmd);
	return kept.op;
}

/* How many may be sent now; each is marked as sent. */
KIT size_t
kit_send(struct kit *k, struct uuid *ops, size_t max)
{
	struct operation out[32];
	size_t n, i;

	is_done(outbox_next(k->store, out, max, &n, &kit_err));
	for (i = 0; i < n; i++) {
		ops[i] = out[i].op;
		outbox_sent(k->store, &out[i].op);
		operation_release(&out[i]);
	}
	return n;
}

KIT void
kit_settle(struct kit *k, const struct uuid *op, enum op_state state)
{
	json_t *detail = json_object();
	struct settlement st = {
		.op = *op, .state = state, .detail = detail, .wall = WALL
	};

	json_put(detail, "text", "No.");
	is_done(outbox_settle(k->store, &st, &kit_err));
	json_decref(detail);
}

KIT enum op_state
kit_state(struct kit *k, const struct uuid *op)
{
	struct operation out;
	enum op_state state;

	is_done(outbox_find(k->store, op, &out, &kit_err));
	state = out.state;
	operation_release(&out);
	return state;
}

KIT enum verdict
kit_lend(struct kit *k, const char *unit, int64_t first, int64_t last,
	 const struct uuid *request)
{
	struct lease block = { .first = first, .last = last };

	str_copy(block.unit, sizeof block.unit, unit);
	return lease_add(k->store, &block, request, &kit_err);
}

KIT void
kit_lease(struct kit *k, int64_t first, int64_t last)
{
	struct uuid request = uuid_new(WALL);

	is_done(kit_lend(k, "330100000", first, last, &request));
}

/* Changes the closed file behind the store's back. */
KIT void
kit_sql(const struct kit *k, const char *sql)
{
	char path[128], *fault = NULL;
	sqlite3 *db;

	kit_path(k, path, ".db");
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &fault) != SQLITE_OK)
		fail_msg("%s: %s", sql, fault);
	sqlite3_close(db);
}

KIT void
kit_close(struct kit *k)
{
	store_close(k->store);
	k->store = NULL;
}

KIT void
kit_opens_not(struct kit *k, enum verdict want)
{
	struct store *s = NULL;

	is_verdict(store_open(&s, k->dir, NAME, PASSWORD, &kit_err), want);
	assert_null(s);
	assert_true(kit_err.text[0] != '\0');
}

#endif
