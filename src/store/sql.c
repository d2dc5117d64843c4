/* sql.c -- every statement sent to SQLite, by number. */
#include "base/mem.h"

#include "db.h"

const char *const sql_text[SQL__MAX] = {
	[SQL_BEGIN] = "begin immediate",
	[SQL_COMMIT] = "commit",
	[SQL_ROLLBACK] = "rollback",

	[SQL_KEY_GET] = "select body from key where id = ?1",
	[SQL_KEY_PUT] = "insert or replace into key (id, body) values (?1, ?2)",
	[SQL_KEY_DROP] = "delete from key where id = ?1",
	[SQL_HEAD_GET] = "select body from head where id = 1",
	[SQL_HEAD_PUT] = "insert or replace into head (id, body) values (1, ?1)",

	[SQL_OP_ALL] =
		"select seq, place, at, state, settled, op, ticket, prev, mark, body"
		" from op order by seq",
	[SQL_OP_ADD] =
		"insert into op (seq, place, at, state, settled, op, ticket, prev,"
		" mark, body) values (?1, ?2, ?3, ?4, 0, ?5, ?6, ?7, ?8, ?9)",
	[SQL_OP_MARK] =
		"update op set state = ?2, settled = ?3, mark = ?4 where seq = ?1",
	[SQL_OP_GET] = "select prev, mark, body from op where seq = ?1",
	[SQL_OP_DROP] = "delete from op where seq = ?1",

	[SQL_DRAFT_ALL] = "select id, draft, seq, at, body from draft order by id",
	[SQL_DRAFT_ADD] = "insert into draft (draft, seq, at, body)"
			  " values (?1, ?2, ?3, ?4)",
	[SQL_DRAFT_SET] = "update draft set seq = ?2, at = ?3, body = ?4 where id = ?1",
	[SQL_DRAFT_GET] = "select body from draft where id = ?1",
	[SQL_DRAFT_DROP] = "delete from draft where id = ?1",

	[SQL_META_ALL] = "select name, body from meta",
	[SQL_META_GET] = "select body from meta where name = ?1",
	[SQL_META_PUT] = "insert or replace into meta (name, body) values (?1, ?2)",
	[SQL_META_DROP] = "delete from meta where name = ?1",

	[SQL_CODE_PUT] =
		"insert or replace into code (tbl, code, name, short_name, parent,"
		" initials, extra, valid_from, valid_to, sort)"
		" values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
	[SQL_CODE_GET] = "select name, short_name, parent, initials, extra, valid_from,"
			 " valid_to from code where tbl = ?1 and code = ?2",
	[SQL_CODE_PARENT] = "select parent from code where tbl = ?1 and code = ?2",
	[SQL_CODE_ALL] = "select code, name, parent, initials, extra from code"
			 " where tbl = ?1 order by sort, code",
	[SQL_CODE_QUEUE] = "select extra from code where tbl = 'queue' and code = ?1",
	[SQL_CODE_SORTED] = "select 1 from code where tbl = ?1 and sort <> 0 limit 1",
	/* Ordering by code uses the primary key; ordering by sort needs memory, but only
	 * small tables have a sort. */
	[SQL_CODE_BY_CODE] = "select code, parent, initials, name, short_name from code"
			     " where tbl = ?1 order by code",
	[SQL_CODE_BY_SORT] = "select code, parent, initials, name, short_name from code"
			     " where tbl = ?1 order by sort, code",

	[SQL_PAGE_ALL] = "select body from page where tbl = ?1 order by n",
	[SQL_PAGE_PUT] = "insert into page (tbl, n, body) values (?1, ?2, ?3)",
	[SQL_PAGE_DROP] = "delete from page where tbl = ?1",
	[SQL_PAGE_ANY] = "select 1 from page where tbl = ?1 limit 1",
	[SQL_STALE_GET] = "select 1 from stale where tbl = ?1",
	[SQL_STALE_ANY] = "select tbl from stale limit 1",
	[SQL_STALE_PUT] = "insert or ignore into stale (tbl) values (?1)",
	[SQL_STALE_DROP] = "delete from stale where tbl = ?1",

	[SQL_POINT_GET] = "select epoch, after from point where stream = ?1",
	[SQL_POINT_PUT] = "insert or replace into point (stream, epoch, after)"
			  " values (?1, ?2, ?3)",
	[SQL_PAGE_SIZE] =
		"select coalesce(sum(length(body)), 0) from page where tbl = ?1",
	[SQL_RECENT_ALL] =
		"select code from recent where tbl = ?1 order by at desc limit ?2",
	[SQL_RECENT_PUT] =
		"insert into recent (tbl, code, n, at) select ?1, ?2, 1, ?3"
		" where exists (select 1 from code where tbl = ?1 and code = ?2)"
		" on conflict (tbl, code) do update set n = n + 1, at = ?3",
	[SQL_RECENT_TRIM] =
		"delete from recent where tbl = ?1 and at < (select at from recent"
		" where tbl = ?1 order by at desc limit 1 offset ?2)",

	[SQL_LIST_GET] =
		"select id, at, whole from list where unit = ?1 and queue = ?2",
	[SQL_LIST_PUT] = "insert into list (unit, queue, at) values (?1, ?2, ?3)",
	[SQL_LIST_AT] = "update list set at = ?2, whole = ?3 where id = ?1",
	[SQL_LIST_NAME] = "select unit, queue from list where id = ?1",
	[SQL_ITEM_ALL] = "select n, ticket, body from item where list = ?1 and n > ?2"
			 " order by n limit ?3",
	[SQL_ITEM_EVERY] = "select list, n, ticket, body, at from item"
			   " join list on list.id = item.list order by list, n",
	[SQL_ITEM_COUNT] = "select count(*) from item where list = ?1",
	[SQL_ITEM_NUMBER] = "select n from item where list = ?1 and ticket = ?2",
	[SQL_ITEM_ADD] =
		"insert into item (list, n, ticket, body) values (?1, ?2, ?3, ?4)",
	[SQL_ITEM_CLEAR] = "delete from item where list = ?1 and n > ?2 and n <= ?3",
	[SQL_ITEM_FORGET] = "delete from item where list = ?1 and ticket = ?2",
	[SQL_ITEM_FIND] = "select list, n, body from item where ticket = ?1",
	[SQL_ITEM_SET] = "update item set body = ?3 where list = ?1 and n = ?2",
	[SQL_ITEM_DROP] = "delete from item where list = ?1 and n = ?2",

	[SQL_TICKET_GET] = "select at, body from ticket where ticket = ?1",
	[SQL_TICKET_EVERY] = "select ticket, at, body from ticket order by at desc",
	[SQL_TICKET_PUT] = "insert or replace into ticket (ticket, at, body)"
			   " values (?1, ?2, ?3)",
	[SQL_TICKET_TRIM] =
		"delete from ticket where rowid in (select rowid from ticket"
		" order by at desc limit -1 offset ?1)",
};

const char sql_forget[] = "delete from code; delete from page; delete from stale;"
			  " delete from point; delete from recent; delete from list;"
			  " delete from item; delete from ticket";
