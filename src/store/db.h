/* db.h -- SQLite as this room uses it: one connection, prepared statements, verdicts. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "base/uuid.h"

#include "seal.h"

/* Every statement sent to SQLite stands in one table, sql.c. */
enum stmt {
	SQL_BEGIN,
	SQL_COMMIT,
	SQL_ROLLBACK,
	SQL_KEY_GET,
	SQL_KEY_PUT,
	SQL_KEY_DROP,
	SQL_HEAD_GET,
	SQL_HEAD_PUT,
	SQL_OP_ALL,
	SQL_OP_ADD,
	SQL_OP_MARK,
	SQL_OP_GET,
	SQL_OP_DROP,
	SQL_DRAFT_ALL,
	SQL_DRAFT_ADD,
	SQL_DRAFT_SET,
	SQL_DRAFT_GET,
	SQL_DRAFT_DROP,
	SQL_META_ALL,
	SQL_META_GET,
	SQL_META_PUT,
	SQL_META_DROP,
	SQL_CODE_PUT,
	SQL_CODE_GET,
	SQL_CODE_PARENT,
	SQL_CODE_ALL,
	SQL_CODE_QUEUE,
	SQL_CODE_SORTED,
	SQL_CODE_BY_CODE,
	SQL_CODE_BY_SORT,
	SQL_PAGE_ALL,
	SQL_PAGE_PUT,
	SQL_PAGE_DROP,
	SQL_PAGE_ANY,
	SQL_STALE_GET,
	SQL_STALE_ANY,
	SQL_STALE_PUT,
	SQL_STALE_DROP,
	SQL_POINT_GET,
	SQL_POINT_PUT,
	SQL_PAGE_SIZE,
	SQL_RECENT_ALL,
	SQL_RECENT_PUT,
	SQL_RECENT_TRIM,
	SQL_LIST_GET,
	SQL_LIST_PUT,
	SQL_LIST_NAME,
	SQL_LIST_AT,
	SQL_ITEM_ALL,
	SQL_ITEM_EVERY,
	SQL_ITEM_COUNT,
	SQL_ITEM_NUMBER,
	SQL_ITEM_ADD,
	SQL_ITEM_CLEAR,
	SQL_ITEM_FORGET,
	SQL_ITEM_FIND,
	SQL_ITEM_SET,
	SQL_ITEM_DROP,
	SQL_TICKET_GET,
	SQL_TICKET_EVERY,
	SQL_TICKET_PUT,
	SQL_TICKET_TRIM,
	SQL__MAX
};
extern const char *const sql_text[SQL__MAX];
extern const char sql_forget[]; /* several statements: the whole mirror */

/* What a commit must survive: power loss, or only the end of the process. */
enum durability { SURVIVE_POWER, SURVIVE_KILL };

struct db {
	sqlite3 *sql;
	sqlite3_stmt *stmts[SQL__MAX];
	enum durability level; /* what the connection is set to */
	int wal_pages; /* in the log after the last commit */
	bool sick; /* a write failed: no more writes */
};

/* Opens an existing file.  REFUSED, before touching it: not this program's, or newer. */
enum verdict db_open(struct db *, const char *path, struct err *) MUST;
/* A new file at path with the whole schema, not yet in WAL mode. */
enum verdict db_create(struct db *, const char *path, struct err *) MUST;
/* Brings an older file to the present schema. */
enum verdict db_migrate(struct db *, struct err *) MUST;
/* Closes the file; NULL members are fine. */
void db_close(struct db *);
/* From now on closing checkpoints the log into the file. */
void db_trust(struct db *);

/* Begins a transaction that survives what `durability` says. */
enum verdict db_begin(struct db *, enum durability, struct err *) MUST;
/* Ends the transaction; after a failure it is rolled back. */
enum verdict db_commit(struct db *, struct err *) MUST;
/* Undoes the transaction, if one is open. */
void db_rollback(struct db *);
/* Moves the log into the file. */
void db_checkpoint(struct db *);
void db_rest(struct db *); /* frees the page cache while the desk is idle */

/* The statement, reset and without bindings; NULL only where the schema is damaged. */
sqlite3_stmt *db_stmt(struct db *, enum stmt);
/* One step: DONE a row is there, LATER no (more) row.  The next db_stmt() resets it. */
enum verdict db_step(struct db *, sqlite3_stmt *, struct err *) MUST;
/* Runs a statement that returns no row. */
enum verdict db_run(struct db *, sqlite3_stmt *, struct err *) MUST;
/* Several statements without parameters. */
enum verdict db_script(struct db *, const char *text, struct err *) MUST;
/* The verdict and sentence for SQLite's last failure. */
enum verdict db_fail(struct db *, struct err *);
/* BROKEN, with the sentence for a record that was altered or damaged. */
enum verdict db_altered(struct err *);

void db_bind_text(sqlite3_stmt *, int i, const char *); /* NULL binds "" */
void db_bind_blob(sqlite3_stmt *, int i, const void *, size_t);
/* Binds the id as sixteen bytes. */
void db_bind_uuid(sqlite3_stmt *, int i, const struct uuid *);
const char *db_text(sqlite3_stmt *, int i); /* never NULL */
struct blob db_blob(sqlite3_stmt *, int i); /* borrowed until the next step */
bool db_uuid(sqlite3_stmt *, int i, struct uuid *);

#endif
