/* page.c -- the pages a picker reads.  Each table's codes are stored again as plain lines in
 * pages of about 30 KB, so that a key press scans them once, in order, without an index and
 * without keeping them in memory:
 *	code TAB initials TAB |ancestor|…|parent| TAB short name TAB name LF
 * Ancestors equal to those of the previous line of the page are left out.
 */
#include <string.h>

#include "base/mem.h"

#include "store/mirror.h"

#include "code.h"

#define PAGE_BYTES 30000

/* Replaces tabs and line ends inside a value, which would end it. */
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

/* The ancestors as written in a line; fresh: not yet written in this page. */
struct above {
	char parent[40];
	struct str chain;
	bool fresh;
};

static enum verdict
find_above(struct store *s, const char *table, const char *parent, struct above *a,
	   struct err *err)
{
	if (a->chain.len && str_eq(parent, a->parent))
		return DONE;
	str_copy(a->parent, sizeof a->parent, parent);
	a->fresh = true;
	return code_above(s, table, parent, &a->chain, err);
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
	struct above above = { .fresh = true };
	struct str page = { 0 };
	enum verdict v;
	int n = 0;

	db_bind_text(st, 1, table);
	while ((v = db_step(&s->db, st, err)) == DONE) {
		v = find_above(s, table, db_text(st, 1), &above, err);
		add_value(&page, db_text(st, 0), '\t');
		add_value(&page, db_text(st, 2), '\t');
		add_value(&page, above.fresh ? str_text(&above.chain) : "", '\t');
		add_value(&page, db_text(st, 4), '\t');
		add_value(&page, db_text(st, 3), '\n');
		above.fresh = page.len >= PAGE_BYTES;
		if (v == DONE && page.len >= PAGE_BYTES)
			v = put_page(s, table, n++, &page, err);
		if (v != DONE)
			break;
	}
	sqlite3_reset(st);
	if (v == LATER)
		v = page.len ? put_page(s, table, n, &page, err) : DONE;
	str_release(&page);
	str_release(&above.chain);
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
