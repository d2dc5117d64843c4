/* test_store_crash.c -- what was called kept is there after kill -9, and a full disk
 * loses nothing.  GANGSHAO_KILLS sets how often (200).
 */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include "base/vec.h"

#define KIT_QUICK
#include "store_kit.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_setup, kit_teardown)

enum { ACK_PUT, ACK_SETTLED, ACK_DRAFT, ACK_DROPPED };

/* What the child was told is done, as the parent learns of it. */
struct ack {
	int kind;
	struct uuid id;
	int64_t turn; /* of the child's loop: decides what follows */
	struct kept kept;
};

static void
tell(int fd, int kind, const struct uuid *id, int64_t turn, const struct kept *kept)
{
	struct ack ack;

	memset(&ack, 0, sizeof ack);
	ack.kind = kind;
	ack.id = *id;
	ack.turn = turn;

	if (kept) {
		ack.kept.op = kept->op;
		ack.kept.seq = kept->seq;
		str_copy(ack.kept.regno, sizeof ack.kept.regno, kept->regno);
	}
	if (write(fd, &ack, sizeof ack) != (ssize_t)sizeof ack)
		_exit(3);
}

/* Drafts, puts and settles until it is killed. */
static void
work(const char *dir, int fd)
{
	struct store *s = NULL;
	struct err err;
	int64_t i;

	if (store_open(&s, dir, NAME, PASSWORD, &err) != DONE) {
		fprintf(stderr, "# %s\n", err.text);
		_exit(2);
	}
	for (i = 1;; i++) {
		struct command cmd = kit_command(&kit_register, NULL);
		struct settlement st = { .op = cmd.op,
					 .state = OP_APPLIED,
					 .wall = WALL };
		struct uuid draft = uuid_new(WALL);
		struct parcel parcel = { .commands = &cmd, .n = 1, .wall = WALL };
		struct draft text = { .id = draft,
				      .seq = i,
				      .body = "{\"fields\":{}}" };
		struct kept kept = { .seq = 0 };

		parcel.draft = i % 8 ? &draft : NULL;
		if (draft_put(s, &text, &err) != DONE)
			_exit(2);
		tell(fd, ACK_DRAFT, &draft, i, NULL);
		if (outbox_put(s, &parcel, &kept, &err) != DONE)
			_exit(2);
		tell(fd, ACK_PUT, &kept.op, i, &kept);
		if (i % 8)
			tell(fd, ACK_DROPPED, &draft, i, NULL);
		if (i % 4 && outbox_settle(s, &st, &err) != DONE)
			_exit(2);
		if (i % 4)
			tell(fd, ACK_SETTLED, &cmd.op, i, NULL);
		kit_command_drop(&cmd);
		if (i % 16 == 0)
			store_tidy(s, WALL);
	}
}

struct ledger {
	VEC(struct ack) acks, sorted;
};

static void
live_and_die(struct kit *k, struct ledger *ledger, long usec)
{
	struct ack ack;
	int fds[2], status;
	pid_t child;

	assert_int_equal(pipe(fds), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(fds[0]);
		work(k->dir, fds[1]);
	}
	close(fds[1]);
	/* Three of four are killed at work, the fourth may still be opening. */
	if (random() % 4 && read(fds[0], &ack, sizeof ack) == (ssize_t)sizeof ack)
		vec_push(&ledger->acks, ack);
	usleep((useconds_t)usec);
	kill(child, SIGKILL);
	while (read(fds[0], &ack, sizeof ack) == (ssize_t)sizeof ack)
		vec_push(&ledger->acks, ack);
	close(fds[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
}

static int
by_regno(const void *a, const void *b)
{
	return strcmp(((const struct ack *)a)->kept.regno,
		      ((const struct ack *)b)->kept.regno);
}

static bool
has_draft(const struct rows *rows, const struct uuid *draft)
{
	char id[UUID_TEXT];
	size_t i;

	uuid_text(draft, id);
	for (i = 0; i < rows->n; i++)
		if (str_eq(rows_named(rows, i, "draft"), id))
			return true;
	return false;
}

static int
by_id(const void *a, const void *b)
{
	const struct ack *x = a, *y = b;
	int order = memcmp(x->id.b, y->id.b, sizeof x->id.b);

	return order ? order : x->kind - y->kind;
}

/* ledger->sorted holds the same acknowledgements by id and kind. */
static bool
was_told(const struct ledger *ledger, int kind, const struct uuid *id)
{
	struct ack key = { .kind = kind, .id = *id };

	return bsearch(&key, ledger->sorted.v, ledger->sorted.n, sizeof key, by_id) !=
	       NULL;
}

/* A draft may be gone once the put that ends it was begun, told or not. */
static bool
may_have_ended(const struct ledger *ledger, size_t i)
{
	return ledger->acks.v[i].turn % 8 != 0 ||
	       was_told(ledger, ACK_DROPPED, &ledger->acks.v[i].id);
}

/* Every acknowledgement against the store.  A settled operation may be history. */
static void
check_acks(struct kit *k, const struct ledger *ledger, const struct rows *drafts)
{
	struct operation op;
	size_t i;

	for (i = 0; i < ledger->acks.n; i++) {
		const struct ack *a = &ledger->acks.v[i];

		if (a->kind == ACK_DRAFT && !has_draft(drafts, &a->id))
			assert_true(may_have_ended(ledger, i));
		if (a->kind == ACK_DROPPED)
			assert_false(has_draft(drafts, &a->id));
		if (a->kind != ACK_PUT)
			continue;
		if (outbox_find(k->store, &a->id, &op, &kit_err) != DONE) {
			assert_true(a->turn % 4 != 0 ||
				    was_told(ledger, ACK_SETTLED, &a->id));
			continue;
		}
		assert_int_equal(op.seq, a->kept.seq);
		assert_string_equal(op.regno, a->kept.regno);
		if (was_told(ledger, ACK_SETTLED, &a->id))
			assert_int_equal(op.state, OP_APPLIED);
		operation_release(&op);
	}
}

static void
check_numbers(struct ledger *ledger)
{
	VEC(struct ack) puts = { 0 };
	struct ack *a;
	size_t i;

	vec_each(a, &ledger->acks)
		if (a->kind == ACK_PUT)
			vec_push(&puts, *a);
	qsort(puts.v, puts.n, sizeof *puts.v, by_regno);
	for (i = 1; i < puts.n; i++)
		assert_string_not_equal(puts.v[i].kept.regno, puts.v[i - 1].kept.regno);
	print_message("# %zu puts acknowledged, every number once\n", puts.n);
	vec_release(&puts);
}

static void
test_what_was_kept_survives_kill_9(void **state)
{
	struct kit *k = *state;
	const char *kills = getenv("GANGSHAO_KILLS");
	long n = kills ? strtol(kills, NULL, 10) : 200, i;
	struct rows *drafts = rows_new(query_named("drafts"));
	struct ledger ledger = { 0 };
	struct ack *a;

	kit_lease(k, 1, 99999999);
	kit_close(k);
	srandom((unsigned)getpid());
	for (i = 0; i < n; i++)
		live_and_die(k, &ledger, 2000 + random() % 40000);
	kit_open(k);
	is_done(draft_rows(k->store, drafts, &kit_err));
	assert_true(ledger.acks.n > (size_t)n / 2);
	vec_each(a, &ledger.acks)
		vec_push(&ledger.sorted, *a);
	qsort(ledger.sorted.v, ledger.sorted.n, sizeof *a, by_id);
	check_acks(k, &ledger, drafts);
	check_numbers(&ledger);
	rows_free(drafts);
	vec_release(&ledger.acks);
	vec_release(&ledger.sorted);
}

/* ---- a full disk ------------------------------------------------------------------- */

/* In a child: cmocka's own would jump back into the parent's tests. */
#define need(truth)                                                           \
	do {                                                                  \
		if (!(truth)) {                                               \
			fprintf(stderr, "# line %d: %s\n", __LINE__, #truth); \
			_exit(1);                                             \
		}                                                             \
	} while (0)

/* Puts until the disk is full, then makes room and goes on.  Runs in a child. */
static void
fill_disk(const char *dir, void (*room)(const char *dir))
{
	struct uuid ops[2000];
	struct outbox_counts counts;
	struct operation op;
	struct store *s = NULL;
	struct err err = { 0 };
	struct kept kept;
	enum verdict v = DONE;
	int n = 0, i;

	need(store_open(&s, dir, NAME, PASSWORD, &err) == DONE);
	while (v == DONE && n < 2000) {
		struct command cmd = kit_command(&kit_note, NULL);
		struct parcel parcel = { .commands = &cmd, .n = 1, .wall = WALL };

		v = outbox_put(s, &parcel, &kept, &err);
		if (v == DONE)
			ops[n++] = cmd.op;
		kit_command_drop(&cmd);
	}
	need(v == REFUSED);
	need(strstr(err.text, "full"));
	outbox_counts(s, &counts);
	need(counts.queued == n);
	for (i = 0; i < n; i++) {
		need(outbox_find(s, &ops[i], &op, &err) == DONE);
		operation_release(&op);
	}
	room(dir);
	for (i = 0; i < 20; i++) {
		struct command cmd = kit_command(&kit_note, NULL);
		struct parcel parcel = { .commands = &cmd, .n = 1, .wall = WALL };

		need(outbox_put(s, &parcel, &kept, &err) == DONE);
		ops[n++] = cmd.op;
		kit_command_drop(&cmd);
	}
	store_close(s);
	need(store_open(&s, dir, NAME, PASSWORD, &err) == DONE);
	outbox_counts(s, &counts);
	need(counts.queued == n);
	store_close(s);
}

static void
lift_limit(const char *dir)
{
	struct rlimit limit;

	(void)dir;
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_FSIZE, &limit);
}

static void
in_child(void (*body)(const char *dir), const char *dir)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		body(dir);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == 77)
		pass_over("needs root and mounts");
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
with_limit(const char *dir)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = 300000;
	setrlimit(RLIMIT_FSIZE, &limit);
	fill_disk(dir, lift_limit);
}

static void
grow(const char *dir)
{
	assert_int_equal(mount("tmpfs", dir, "tmpfs", MS_REMOUNT, "size=8m,mode=0700"),
			 0);
}

static void
with_small_disk(const char *dir)
{
	struct store_params params = { .password = PASSWORD,
				       .kdf_mib = 64,
				       .wall = WALL };
	struct store *s = NULL;
	char inner[100];

	str_format(inner, sizeof inner, "%s/small", dir);
	if (unshare(CLONE_NEWNS) != 0 ||
	    mount("none", "/", "none", MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mkdir(inner, 0700) != 0 ||
	    mount("tmpfs", inner, "tmpfs", 0, "size=400k,mode=0700") != 0)
		_exit(77);
	assert_int_equal(store_create(&s, inner, NAME, &params, &kit_err), DONE);
	store_close(s);
	fill_disk(inner, grow);
}

static void
test_a_file_that_may_not_grow_loses_nothing(void **state)
{
	struct kit *k = *state;

	kit_close(k);
	in_child(with_limit, k->dir);
}

static void
test_a_full_disk_loses_nothing(void **state)
{
	struct kit *k = *state;
	char inner[100];

	str_format(inner, sizeof inner, "%s/small", k->dir);
	if (geteuid() != 0)
		pass_over("needs root and mounts");
	kit_close(k);
	in_child(with_small_disk, k->dir);
	rmdir(inner);
}

static void
no_room(const char *dir)
{
	struct store_params params = { .password = PASSWORD,
				       .kdf_mib = 64,
				       .wall = WALL };
	struct rlimit limit = { .rlim_cur = 20000 };
	struct store *s = NULL;
	struct err err;

	signal(SIGXFSZ, SIG_IGN);
	limit.rlim_max = RLIM_INFINITY;
	setrlimit(RLIMIT_FSIZE, &limit);
	if (store_create(&s, dir, "disp", &params, &err) != REFUSED ||
	    store_exists(dir, "disp"))
		_exit(1);
	lift_limit(dir);
	if (store_create(&s, dir, "disp", &params, &err) != DONE)
		_exit(2);
	store_close(s);
}

static void
test_a_store_is_made_whole_or_not_at_all(void **state)
{
	static const char *const names[] = { "disp.db", "disp.lock" };
	struct kit *k = *state;
	char path[128];
	size_t i;

	in_child(no_room, k->dir);
	for (i = 0; i < ARRAY_LEN(names); i++) {
		str_format(path, sizeof path, "%s/%s", k->dir, names[i]);
		assert_int_equal(unlink(path), 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_was_kept_survives_kill_9),
		TEST(test_a_file_that_may_not_grow_loses_nothing),
		TEST(test_a_full_disk_loses_nothing),
		TEST(test_a_store_is_made_whole_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
