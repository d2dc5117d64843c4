/* tamper.c -- P13: every row of a store is changed, dropped, doubled, swapped and put back
 * to each of its earlier versions, one at a time; the store says so and opens as nothing
 * else.
 *
 * What one desk cannot see by itself is the whole store put back to an earlier moment: that
 * is between it and the centre (ledgers).  Such cases are counted and named, no more.
 * PART: per mille of the changes.  SEED repeats a run.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/mem.h"

#include "life.h"
#include "tap.h"

#define STEPS_MOST 200
#define DB	   LIFE_DIR "/recv.db"

/* The tables whose rows are proved when the store opens; the first column names a row. */
static const struct table {
	const char *name, *columns[11];
	const char *copied; /* an expression for the name of one row too many */
} tables[] = {
	{ "key", { "id", "body" }, NULL },
	{ "head", { "id", "body" }, NULL },
	{ "op",
	  { "seq", "place", "at", "state", "settled", "op", "ticket", "prev", "mark",
	    "body" },
	  "seq + 1000" },
	{ "draft", { "id", "draft", "seq", "at", "body" }, "id + 1000" },
	{ "meta", { "name", "body" }, "name || 'x'" },
};
/* What the mirror shows is proved when it is read. */
static const struct table shown[] = {
	{ "item", { "n", "body" }, NULL },
	{ "ticket", { "at", "body" }, NULL },
};

struct version {
	const struct table *table;
	char *name, *row; /* SQL literals */
	int from, to; /* steps at which it stood so */
};
static VEC(struct version) versions;
static VEC(char *) changes;
static struct str text[STEPS_MOST];
static struct image moment[STEPS_MOST]; /* only of the steps examined */
static const int examined[] = { 14, 26, 33, 60, 90, 104, 114 };
static struct life life;
static uint64_t roll;
static long done, whole, same;

static sqlite3 *
raw_open(void)
{
	sqlite3 *db = NULL;

	if (sqlite3_open(DB, &db) != SQLITE_OK ||
	    sqlite3_exec(db, "pragma locking_mode = exclusive", NULL, NULL, NULL) !=
		    SQLITE_OK)
		tap_bail("raw: %s", sqlite3_errmsg(db));
	return db;
}

static bool
raw(const char *sql)
{
	sqlite3 *db = raw_open();
	int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);

	if (rc != SQLITE_OK && rc != SQLITE_CONSTRAINT)
		tap_bail("%s: %s", sql, sqlite3_errmsg(db));
	rc = rc == SQLITE_OK ? sqlite3_changes(db) : 0;
	sqlite3_close(db);
	return rc > 0;
}

static void
see(const struct table *t, const char *name, const char *row, int step)
{
	struct version fresh = { .table = t, .from = step, .to = step }, *v;

	vec_each(v, &versions)
		if (v->table == t && v->to == step - 1 && str_eq(v->name, name) &&
		    str_eq(v->row, row)) {
			v->to = step;
			return;
		}
	fresh.name = xstrdup(name);
	fresh.row = xstrdup(row);
	vec_push(&versions, fresh);
}

/* Writes down every row as it stands after a step. */
static void
look(int step)
{
	struct str sql = { 0 };
	sqlite3 *db = raw_open();
	sqlite3_stmt *st;
	size_t i, j;

	for (i = 0; i < ARRAY_LEN(tables); i++) {
		str_clear(&sql);
		str_addf(&sql, "select quote(%s), ''", tables[i].columns[0]);
		for (j = 0; tables[i].columns[j]; j++)
			str_addf(&sql, "%s || quote(%s)", j ? " || ','" : "",
				 tables[i].columns[j]);
		str_addf(&sql, " from %s", tables[i].name);
		if (sqlite3_prepare_v2(db, str_text(&sql), -1, &st, NULL) != SQLITE_OK)
			tap_bail("%s: %s", str_text(&sql), sqlite3_errmsg(db));
		while (sqlite3_step(st) == SQLITE_ROW)
			see(&tables[i], (const char *)sqlite3_column_text(st, 0),
			    (const char *)sqlite3_column_text(st, 1), step);
		sqlite3_finalize(st);
	}
	sqlite3_close(db);
	str_release(&sql);
}

static bool
is_examined(int step)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(examined); i++)
		if (examined[i] == step)
			return true;
	return false;
}

/* The life; after each step the disk is copied aside, as it would be found by a thief. */
static void
live(uint64_t seed, struct image *all)
{
	struct err err;
	int i;

	disk_wipe();
	disk_seed(seed);
	for (i = 0; i < life_length(); i++) {
		if (life_step(&life, i, &err) != DONE)
			tap_bail("step %d: %s", i, err.text);
		if (life_text(&life, &text[i], &err) != DONE)
			tap_bail("unreadable: %s", err.text);
		if (!life.s)
			str_addn(&text[i], text[i - 1].s, text[i - 1].len);
		all[i] = image_new();
		image_copy(&all[i], disk_live());
	}
	life_release(&life);
	for (i = 0; i < life_length(); i++) {
		disk_boot(&all[i]);
		look(i);
	}
}

/* ---- the changes ---------------------------------------------------------------------------- */

__attribute__((format(printf, 1, 2))) static void
plan(const char *fmt, ...)
{
	struct str s = { 0 };
	char line[1200];
	va_list ap;

	va_start(ap, fmt);
	str_formatv(line, sizeof line, fmt, ap);
	va_end(ap);
	str_add(&s, line);
	vec_push(&changes, xstrdup(line));
	str_release(&s);
}

/* One bit of a blob; its length stays. */
static void
plan_flip(const struct table *t, const char *name, const char *column, unsigned at)
{
	plan("update %s set %s = case typeof(%s) when 'blob' then cast("
	     "substr(%s, 1, %u %% length(%s)) || x'%02x' || "
	     "substr(%s, %u %% length(%s) + 2) as blob) when 'text' then %s || 'x'"
	     " else %s + 1 end where %s = %s",
	     t->name, column, column, column, at, column, at & 0xff, column, at, column,
	     column, column, t->columns[0], name);
}

static void
plan_row(const struct version *v)
{
	const struct table *t = v->table;
	size_t i;
	int j;

	for (i = 0; t->columns[i]; i++)
		for (j = 0; j < 2; j++)
			plan_flip(t, v->name, t->columns[i],
				  (unsigned)roll_next(&roll) % 4096);
	plan("delete from %s where %s = %s", t->name, t->columns[0], v->name);
	for (i = 1; t->columns[i]; i++) /* another row's */
		plan("update %s set %s = (select o.%s from %s o where o.%s > %s limit 1)"
		     " where %s = %s and exists (select 1 from %s o where o.%s > %s"
		     " and o.%s is not %s.%s)",
		     t->name, t->columns[i], t->columns[i], t->name, t->columns[0],
		     v->name, t->columns[0], v->name, t->name, t->columns[0], v->name,
		     t->columns[i], t->name, t->columns[i]);
	if (t->copied)
		plan("update %s set %s = %s where %s = %s", t->name, t->columns[0],
		     t->copied, t->columns[0], v->name);
}

static void
plan_all(int step)
{
	const struct version *v;
	size_t i;
	int n;

	vec_each(v, &versions) {
		if (v->from <= step && step <= v->to) {
			plan_row(v);
		} else if (v->to < step && strlen(v->row) < 16000) {
			struct str sql = { 0 };

			str_addf(&sql, "insert or replace into %s values (%s)",
				 v->table->name, v->row);
			vec_push(&changes, xstrdup(str_text(&sql)));
			str_release(&sql);
		}
	}
	for (i = 0; i < ARRAY_LEN(shown); i++)
		for (n = 0; n < 4; n++)
			plan("update %s set body = cast(substr(body, 1, %u) || x'%02x' ||"
			     " substr(body, %u) as blob)",
			     shown[i].name, 8 * (unsigned)n + 3, 0xa0 + (unsigned)n,
			     8 * (unsigned)n + 5);
}

static int
held_at(const struct str *is, int step)
{
	int i;

	for (i = step; i >= 0; i--)
		if (is->len == text[i].len &&
		    memcmp(str_text(is), str_text(&text[i]), is->len) == 0)
			return i;
	return -1;
}

/* One change to the disk as it was after a step. */
static void
change(int step, const char *sql)
{
	struct str is = { 0 };
	struct err err = { 0 };
	enum verdict v;
	int as = -1;

	disk_boot(&moment[step]);
	if (!raw(sql))
		return;
	disk_release();
	done++;
	v = life_open(&life, &err);
	if (v == DONE)
		v = life_text(&life, &is, &err);
	if (v == DONE)
		as = held_at(&is, step);
	if (v == DONE && as >= 0 &&
	    strcmp(str_text(&text[as]), str_text(&text[step])) == 0)
		same++;
	else if (v == DONE && as >= 0)
		whole++;
	else if (v == DONE)
		tap_bail("after step %d, not seen: %.600s", step, sql);
	if (v == DONE && strncmp(sql, "insert or replace into key", 26) == 0)
		tap_bail("after step %d an old key was taken: %.80s", step, sql);
	if (v != DONE && err.text[0] == '\0')
		tap_bail("without a word: %.600s", sql);
	life_close(&life);
	str_release(&is);
}

int
main(void)
{
	static struct image all[STEPS_MOST];
	uint64_t seed = (uint64_t)tap_number("SEED", (long)time(NULL));
	long part = tap_number("PART", 300);
	char **c;
	int i;

	tap_plan(1);
	tap_note("SEED=%llu", (unsigned long long)seed);
	log_level((enum log_level) - 1);
	disk_new();
	roll = seed;
	live(seed, all);
	for (i = 0; i < life_length(); i++) {
		if (!is_examined(i))
			continue;
		moment[i] = all[i];
		changes.n = 0;
		plan_all(i);
		vec_each(c, &changes) {
			if ((long)(roll_next(&roll) % 1000) < part ||
			    strstr(*c, "into key"))
				change(i, *c);
			free(*c);
		}
	}
	tap_ok(done > 0, "%ld changes: seen, or without meaning (%ld)", done, same);
	tap_note("%ld made the whole store an earlier one", whole);
	return 0;
}
