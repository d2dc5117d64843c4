/* event.c -- who hears what happens at a desk, in which order.  This table stands on top:
 * it knows every module, and no module knows it.
 */
#include "event.h"

#include "agree.h"
#include "ask.h"
#include "client.h"
#include "drive.h"
#include "feed.h"
#include "life.h"
#include "lists.h"
#include "numbers.h"
#include "pass.h"
#include "renew.h"
#include "report.h"
#include "serve.h"
#include "session.h"
#include "stock.h"
#include "sync.h"
#include "uplink.h"
#include "waiting.h"
#include "witness.h"

/* clang-format off */
const struct hearers desk_hearers[DESK__EVENTS] = {
	[DESK_MADE] = { {
		clients_made, uplink_made, pass_made, waiting_made, numbers_made, agree_made,
		drive_made, report_made, ask_made, feed_made, lists_made, stock_made,
		sync_made, renew_made, session_made, life_made } },
	[DESK_TICK] = { { pass_tick, life_tick } },
	[DESK_TURN] = { { clients_turn, agree_turn, report_turn, life_turn } },
	/* Whoever still calls the centre ends before the link. */
	[DESK_ENDED] = { {
		clients_ended, ask_ended, uplink_ended, drive_ended, agree_ended, stock_ended,
		sync_ended, feed_ended, lists_ended, numbers_ended, renew_ended,
		session_ended, waiting_ended, report_ended, pass_ended, life_ended } },

	[DESK_CLIENT_SAID] = { { serve_said } },
	[DESK_CLIENT_WELCOME] = { { agree_welcome } },
	[DESK_CLIENT_LEFT] = { { ask_client_left, renew_client_left } },

	[DESK_LINK_WANTED] = { { drive_wanted } },
	[DESK_LINK_UNWANTED] = { { drive_unwanted, uplink_unwanted } },
	[DESK_LINK_ADMITTED] = {
		{ session_admitted, pass_admitted, witness_admitted, agree_admitted },
		.may_fail = true },
	/* The pass is renewed last: it ends what the greeting still reported. */
	[DESK_LINK_GREETED] = {
		{ session_greeted, witness_greeted, agree_greeted, session_confirmed,
		  pass_greeted, session_known },
		.may_fail = true },
	/* The comparison holds the queue before the pump may send. */
	[DESK_LINK_UP] = { { agree_up, ask_up, drive_up } },
	[DESK_LINK_FAILED] = { { drive_failed, ask_failed, session_failed } },
	[DESK_LINK_FELL] = { {
		uplink_fell, agree_fell, numbers_fell, feed_fell, sync_fell, stock_fell,
		ask_fell } },
	[DESK_LINK_STALE] = { { drive_stale } },

	[DESK_ANSWERED] = { { drive_answered } },
	[DESK_AGREED] = { {
		drive_kept, numbers_want, feed_agreed, lists_agreed, sync_agreed,
		waiting_again } },
	[DESK_KEPT] = { { drive_kept, numbers_want } },
	[DESK_SETTLED] = { { agree_settled, feed_settled } },
	[DESK_NUMBERED] = { { waiting_again } },
	[DESK_NEWS] = { { lists_news, numbers_want } },
	[DESK_FETCHED] = { { stock_fetched, lists_fetched } },

	[DESK_STORE_OPENED] = { { drive_opened } },
	[DESK_STORE_CLOSING] = { { sync_closing } },
	[DESK_STORE_FAILED] = { { life_store_failed } },
};
/* clang-format on */
