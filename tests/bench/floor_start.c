/* floor_start.c -- the least a workstation can be: one screen, one local database, and
 * with -DLINK one connection to a server.
 * usage: floor_start FILE [CONNINFO]; says READY when the screen stands, any key ends it.
 */
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#ifdef LINK
#include <libpq-fe.h>
#endif

static void
paint(const char *word)
{
	int y;

	for (y = 0; y < LINES - 1; y++)
		mvprintw(y, 0,
			 "%02d 来电登记 工单列表 消费者反映在该店购买的食品包装破损",
			 y);
	mvaddstr(LINES - 1, 0, word);
	refresh();
}

static int
count(sqlite3 *db)
{
	return sqlite3_exec(db,
			    "pragma journal_mode = wal;"
			    "create table if not exists t (a);"
			    "select count(*) from t",
			    NULL, NULL, NULL) == SQLITE_OK;
}

#ifdef LINK
static int
look(const char *where)
{
	PGconn *pg = PQconnectdb(where);
	PGresult *r = PQexec(pg, "select 1");
	int good = PQresultStatus(r) == PGRES_TUPLES_OK;

	PQclear(r);
	return good; /* it stays connected: its memory is what is measured */
}
#endif

int
main(int argc, char **argv)
{
	sqlite3 *db = NULL;
	int good;

	setlocale(LC_ALL, "");
	initscr();
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	good = argc > 1 && sqlite3_open(argv[1], &db) == SQLITE_OK && count(db);
#ifdef LINK
	good = good && argc > 2 && look(argv[2]);
#endif
	paint(good ? "READY" : "FAILED");
	getch();
	endwin();
	sqlite3_close(db);
	return good ? 0 : 1;
}
