/* page.c -- what a picker reads.  A table's codes stand once more as plain lines in pages
 * of some 30 KB, so that a key press reads them through once, in order, without an index
 * and without keeping them in memory:  code TAB parent TAB initials TAB name TAB short LF
 */
#include <string.h>

#include "base/mem.h"

#include "store/mirror.h"

#include "inside.h"

#define PAGE_BYTES 30000

/* Tabs and line ends inside a value would end it. */
static void
add_value(struct str *page, const char *text, char end)
{
	size_t at = page->len;

	str_add(page, text);
	for (; at < page->len; at++)
		if (page->s[at] == '\t' || page->s[at] == '\n')
			page->s[at] = ' ';
	str_addc(page, end);
}

static enum verdict
put_page(struct store *s, const char *table, int n, struct str *page, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_PAGE_PUT);
	enum verdict v;

	db_bind_text(st, 1, table);
	sqlite3_bind_int(st, 2, n);
	db_bind_blob(st, 3, page->s, page->len);
	v = db_run(&s->db, st, err);
	str_clear(page);
	return v;
}

static enum verdict
run_on_table(struct store *s, enum stmt which, const char *table, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, which);

	db_bind_text(st, 1, table);
	return db_run(&s->db, st, err);
}

static enum stmt
order_of(struct store *s, const char *table)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_CODE_SORTED);
	bool sorted;

	db_bind_text(st, 1, table);
	sorted = db_step(&s->db, st, NULL) == DONE;
	sqlite3_reset(st);
	return sorted ? SQL_CODE_BY_SORT : SQL_CODE_BY_CODE;
}

static enum verdict
write_pages(struct store *s, const char *table, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, order_of(s, table));
	struct str page = { 0 };
	enum verdict v;
	int n = 0;

	db_bind_text(st, 1, table);
	while ((v = db_step(&s->db, st, err)) == DONE) {
		add_value(&page, db_text(st, 0), '\t');
		add_value(&page, db_text(st, 1), '\t');
		add_value(&page, db_text(st, 2), '\t');
		add_value(&page, db_text(st, 3), '\t');
		add_value(&page, db_text(st, 4), '\n');
		if (page.len >= PAGE_BYTES)
			v = put_page(s, table, n++, &page, err);
		if (v != DONE)
			break;
	}
	sqlite3_reset(st);
	if (v == LATER)
		v = page.len ? put_page(s, table, n, &page, err) : DONE;
	str_release(&page);
	return v;
}

enum verdict
pages_build(struct store *s, const char *table, struct err *err)
{
	enum verdict v = store_begin(s, SURVIVE_KILL, err);

	if (v != DONE)
		return v;
	v = run_on_table(s, SQL_PAGE_DROP, table, err);
	if (v == DONE)
		v = write_pages(s, table, err);
	if (v == DONE)
		v = run_on_table(s, SQL_STALE_DROP, table, err);
	if (v == DONE)
		return store_commit(s, err);
	store_abort(s);
	return v;
}

bool
pages_refresh(struct store *s)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_STALE_ANY);
	struct err quiet;
	char table[64];
	bool any = db_step(&s->db, st, &quiet) == DONE;

	if (any)
		str_copy(table, sizeof table, db_text(st, 0));
	sqlite3_reset(st);
	return any && pages_build(s, table, &quiet) == DONE;
}
