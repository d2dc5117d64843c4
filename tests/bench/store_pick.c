/* store_pick.c -- F9: a key press among all units and divisions of the nation, answered
 * by the store; and what the store weighs in memory after it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

#include "query/query.h"

#include "store/mirror.h"
#include "store/store.h"

#define WALL INT64_C(1795400000000)

static const char *const typed[] = {
	"w",	"wx",	"wxs",	"3",	"33",	"3301",	  "330106013",
	"x",	"xh",	"xhqj", "文",	"文新", "文新所", "西湖",
	"所",	"市场", "局",	"s",	"sj",	"杭州市", "zzzzzz",
	"没有", "新",	"",	"街道", "镇",	"开发区",
};

static void
need(bool truth, const char *what)
{
	if (truth)
		return;
	fprintf(stderr, "store_pick: %s\n", what);
	exit(1);
}

/* The values of a simple line: these two files have no quotes. */
static int
split(char *line, char *field[12])
{
	int n = 0;

	line[strcspn(line, "\n")] = '\0';
	for (; line && n < 12; n++)
		field[n] = strsep(&line, ",");
	return n;
}

static int
load(struct store *s, const char *table, const char *path, const int at[3])
{
	struct sync_point point = { .epoch = 1 };
	char line[1024], *field[12];
	struct err err = { 0 };
	FILE *f = fopen(path, "r");
	int n = 0;

	need(f && fgets(line, sizeof line, f), path);
	while (fgets(line, sizeof line, f)) {
		struct code_row row = { .table = table };

		if (split(line, field) < 5)
			continue;
		row.code = field[0];
		row.name = field[1];
		row.short_name = at[0] ? field[at[0]] : NULL;
		row.parent = field[at[1]];
		row.initials = field[at[2]];
		need(mirror_put_codes(s, &row, 1, &point, &err) == DONE, err.text);
		n++;
	}
	fclose(f);
	return n;
}

static double
now_ms(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
measure(struct store *s, const char *table, int count, const char *parent)
{
	enum { ROUNDS = 20, N = ROUNDS * (int)ARRAY_LEN(typed) };
	struct err err = { 0 };
	double *took = xcalloc(N, sizeof *took), *cpu = xcalloc(N, sizeof *cpu);
	double start, cpu_start;
	int i;

	for (i = 0; i < N; i++) {
		struct pick_ask ask = { .table = table,
					.near = "330106000",
					.parent = parent,
					.limit = 20,
					.wall = WALL };
		struct rows *rows = rows_new(query_named("pick"));

		ask.text = typed[i % (int)ARRAY_LEN(typed)];
		start = now_ms(CLOCK_MONOTONIC);
		cpu_start = now_ms(CLOCK_THREAD_CPUTIME_ID);
		need(mirror_pick(s, &ask, rows, &err) == DONE, err.text);
		cpu[i] = now_ms(CLOCK_THREAD_CPUTIME_ID) - cpu_start;
		took[i] = now_ms(CLOCK_MONOTONIC) - start;
		rows_free(rows);
	}
	qsort(took, N, sizeof *took, by_value);
	qsort(cpu, N, sizeof *cpu, by_value);
	printf("F9 pick among %d of %s%s: p50 %.1f ms, p99 %.1f ms (of the processor: "
	       "p50 %.1f, p99 %.1f)\n",
	       count, table, parent ? " below a province" : "", took[N / 2],
	       took[N * 99 / 100], cpu[N / 2], cpu[N * 99 / 100]);
	free(cpu);
	free(took);
}

static void
say_memory(void)
{
	char line[200];
	FILE *f = fopen("/proc/self/smaps_rollup", "r");

	while (f && fgets(line, sizeof line, f))
		if (strncmp(line, "Pss:", 4) == 0)
			printf("# after it, %s", line);
	if (f)
		fclose(f);
}

int
main(void)
{
	static const int unit[] = { 2, 3, 6 }, division[] = { 0, 2, 4 };
	struct store_params params = { .password = "x", .kdf_mib = 64, .wall = WALL };
	struct store *s = NULL;
	struct err err = { 0 };
	char dir[] = "/tmp/store-bench-XXXXXX", cmd[64];
	int units, divisions;
	double start;

	need(mkdtemp(dir) != NULL, "mkdtemp");
	need(store_create(&s, dir, "recv", &params, &err) == DONE, err.text);
	units = load(s, "unit", "sql/code/unit.csv", unit);
	divisions = load(s, "division", "sql/code/division.csv", division);
	start = now_ms(CLOCK_MONOTONIC);
	while (store_tidy(s, WALL))
		;
	printf("# pages of both tables built in %.0f ms\n",
	       now_ms(CLOCK_MONOTONIC) - start);
	store_close(s);
	need(store_open(&s, dir, "recv", "x", &err) == DONE, err.text);
	measure(s, "unit", units, NULL);
	measure(s, "unit", units, "330000000");
	measure(s, "division", divisions, NULL);
	say_memory();
	store_close(s);
	str_format(cmd, sizeof cmd, "rm -rf %s", dir);
	return system(cmd) == 0 ? 0 : 1;
}
