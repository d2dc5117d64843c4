/* store_submit.c -- F8: what keeping an operation costs beside SQLite's own floor, the
 * same number of bytes inserted by a prepared statement, WAL, synchronous=FULL, in the
 * same directory.  Rounds are interleaved; prints floor, ours, ratio (microseconds, p50).
 * usage: store_submit [directory] [rounds]
 */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

#include "store/draft.h"
#include "store/lease.h"
#include "store/outbox.h"
#include "store/store.h"

#define WALL   INT64_C(1795400000000)
#define WARMUP 50
#define ROUND  200

static const struct action act = { .name = "register", .flags = ACTION_CREATES };

static void
need(bool truth, const char *what)
{
	if (truth)
		return;
	fprintf(stderr, "store_submit: %s\n", what);
	exit(1);
}

static double
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* A registration as the hotline knows it: some 1.5 KB of JSON. */
static struct command
make_command(void)
{
	struct command cmd = { .op = uuid_new(WALL), .action = &act };
	struct str content = { 0 };
	int i;

	cmd.ticket = uuid_new(WALL);
	cmd.payload = json_object();
	for (i = 0; i < 8; i++)
		str_add(&content, "消费者反映在该店购买的食品包装破损,商家拒绝退换。");
	json_put(cmd.payload, "kind", "complaint");
	json_put(cmd.payload, "received", "2026-11-23T14:05:09.123+08:00");
	json_put(cmd.payload, "pname", "测试人");
	json_put(cmd.payload, "mobile", "13000000000");
	json_put(cmd.payload, "paddr", "浙江省杭州市西湖区文新街道某路一号");
	json_put(cmd.payload, "invname", "杭州某某食品有限公司");
	json_put(cmd.payload, "uscc", "91330106000000000X");
	json_put(cmd.payload, "content", str_text(&content));
	str_release(&content);
	return cmd;
}

static double
ours(struct store *s)
{
	struct command cmd = make_command();
	struct parcel parcel = { .commands = &cmd, .n = 1, .wall = WALL };
	struct kept kept;
	struct err err = { 0 };
	double start = now_us(), took;
	enum verdict v = outbox_put(s, &parcel, &kept, &err);

	took = now_us() - start;
	need(v == DONE, err.text);
	json_decref(cmd.payload);
	return took;
}

struct floor_db {
	sqlite3 *db;
	sqlite3_stmt *begin, *insert, *commit;
	char *blob;
	size_t n;
};

static void
floor_open(struct floor_db *f, const char *dir, size_t n)
{
	char path[200];

	str_format(path, sizeof path, "%s/floor.db", dir);
	need(sqlite3_open(path, &f->db) == SQLITE_OK, "floor");
	need(sqlite3_exec(f->db,
			  "pragma locking_mode=exclusive; pragma journal_mode=wal;"
			  "pragma synchronous=full;"
			  "create table t (id integer primary key, body blob)",
			  NULL, NULL, NULL) == SQLITE_OK,
	     "floor schema");
	sqlite3_prepare_v2(f->db, "begin immediate", -1, &f->begin, NULL);
	sqlite3_prepare_v2(f->db, "insert into t (body) values (?1)", -1, &f->insert,
			   NULL);
	sqlite3_prepare_v2(f->db, "commit", -1, &f->commit, NULL);
	f->blob = xmalloc(n);
	memset(f->blob, 'x', n);
	f->n = n;
}

static double
bare(struct floor_db *f)
{
	double start = now_us();

	sqlite3_step(f->begin);
	sqlite3_reset(f->begin);
	sqlite3_bind_blob(f->insert, 1, f->blob, (int)f->n, SQLITE_STATIC);
	need(sqlite3_step(f->insert) == SQLITE_DONE, "floor insert");
	sqlite3_reset(f->insert);
	need(sqlite3_step(f->commit) == SQLITE_DONE, "floor commit");
	sqlite3_reset(f->commit);
	return now_us() - start;
}

static void
floor_close(struct floor_db *f)
{
	sqlite3_finalize(f->begin);
	sqlite3_finalize(f->insert);
	sqlite3_finalize(f->commit);
	sqlite3_close(f->db);
	free(f->blob);
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
at(double *v, size_t n, double share)
{
	qsort(v, n, sizeof *v, by_value);
	return v[(size_t)((double)(n - 1) * share)];
}

/* The bytes one operation takes in the file: payload, ids, tags. */
static size_t
sealed_size(void)
{
	struct command cmd = make_command();
	char *text = json_write(cmd.payload);
	size_t n = strlen(text) + 40 + 40 + 16 * 3 + 8 * 5 + 60;

	free(text);
	json_decref(cmd.payload);
	return n;
}

static void
measure(struct store *s, struct floor_db *f, int rounds)
{
	double *a = xcalloc((size_t)rounds * ROUND, sizeof *a);
	double *b = xcalloc((size_t)rounds * ROUND, sizeof *b);
	size_t n = 0;
	int r, i;

	for (i = 0; i < WARMUP; i++) {
		bare(f);
		ours(s);
	}
	for (r = 0; r < rounds; r++) {
		for (i = 0; i < ROUND; i++)
			a[n + (size_t)i] = bare(f);
		for (i = 0; i < ROUND; i++)
			b[n + (size_t)i] = ours(s);
		n += ROUND;
		store_tidy(s, WALL);
	}
	printf("F8 durable submit, %zu bytes: floor p50 %.0f us p99 %.0f us, ours p50 %.0f us "
	       "p99 %.0f us, ratio %.2f\n",
	       f->n, at(a, n, .5), at(a, n, .99), at(b, n, .5), at(b, n, .99),
	       at(b, n, .5) / at(a, n, .5));
	free(a);
	free(b);
}

int
main(int argc, char **argv)
{
	struct store_params params = { .password = "x", .kdf_mib = 64, .wall = WALL };
	struct uuid request = uuid_new(WALL);
	struct lease block = { "330100000", 1, 99999999, 1 };
	struct floor_db f = { 0 };
	struct store *s = NULL;
	struct err err = { 0 };
	char dir[160], cmd[200];

	str_format(dir, sizeof dir, "%s/store-bench-XXXXXX",
		   argc > 1 ? argv[1] : "/tmp");
	need(mkdtemp(dir) != NULL, "mkdtemp");
	need(store_create(&s, dir, "recv", &params, &err) == DONE, err.text);
	need(lease_add(s, &block, &request, &err) == DONE, err.text);
	floor_open(&f, dir, sealed_size());
	measure(s, &f, argc > 2 ? (int)strtol(argv[2], NULL, 10) : 5);
	floor_close(&f);
	store_close(s);
	str_format(cmd, sizeof cmd, "rm -rf '%s'", dir);
	return system(cmd) == 0 ? 0 : 1;
}
