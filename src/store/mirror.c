/* mirror.c -- mirrored tickets, sealed one by one.  They are not under the root, because
 * they can be fetched again.
 */
#include "store/mirror.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"

#include "inside.h"

#define TICKETS_MOST 1000

void
ticket_bond(struct bond *bond, const struct uuid *ticket, int64_t at)
{
	bond_init(bond, "TICK");
	bond_uuid(bond, ticket);
	bond_int(bond, at);
}

static void
seal_json(const struct store *s, const struct bond *bond, const json_t *json,
	  struct str *blob)
{
	char *text = json_write(json);

	seal_put(s->seal, bond, text, strlen(text), blob);
	mem_wipe(text, strlen(text));
	free(text);
}

static enum verdict
open_json(const struct store *s, const struct bond *bond, struct blob blob,
	  json_t **out, struct err *err)
{
	struct str text = { 0 };
	enum verdict v = seal_get(s->seal, bond, blob, &text, err);

	if (v == DONE)
		v = json_read(out, str_text(&text), text.len, err);
	str_wipe(&text);
	return v;
}

enum verdict
mirror_put_ticket(struct store *s, const struct uuid *ticket, const json_t *doc,
		  int64_t wall, struct err *err)
{
	struct str blob = { 0 };
	struct bond bond;
	sqlite3_stmt *st;
	enum verdict v = store_begin(s, SURVIVE_KILL, err);

	if (v != DONE)
		return v;
	ticket_bond(&bond, ticket, wall);
	seal_json(s, &bond, doc, &blob);
	st = db_stmt(&s->db, SQL_TICKET_PUT);
	db_bind_uuid(st, 1, ticket);
	sqlite3_bind_int64(st, 2, wall);
	db_bind_blob(st, 3, blob.s, blob.len);
	v = db_run(&s->db, st, err);
	str_release(&blob);
	if (v == DONE) {
		st = db_stmt(&s->db, SQL_TICKET_TRIM);
		sqlite3_bind_int(st, 1, TICKETS_MOST);
		v = db_run(&s->db, st, err);
	}
	if (v == DONE)
		return store_commit(s, err);
	store_abort(s);
	return v;
}

enum verdict
mirror_ticket(struct store *s, const struct uuid *ticket, json_t **doc, int64_t *at,
	      struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_TICKET_GET);
	struct bond bond;
	enum verdict v;

	*doc = NULL;
	*at = 0;
	db_bind_uuid(st, 1, ticket);
	v = db_step(&s->db, st, err);
	if (v == DONE) {
		*at = sqlite3_column_int64(st, 0);
		ticket_bond(&bond, ticket, *at);
		v = open_json(s, &bond, db_blob(st, 1), doc, err);
	}
	sqlite3_reset(st);
	return v == LATER ? DONE : v;
}
