/* desk.h -- one operator's desk: what all its modules share.  One loop, one store, one
 * link, several clients.  Each module keeps its own state behind its own header.
 */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "base/clock.h"
#include "base/conf.h"
#include "base/json.h"

#include "loop/loop.h"

#include "store/store.h"

#include "secret.h"

struct desk {
	struct loop *loop;
	const struct conf *conf;
	const char *operator_name;
	const struct hearers *hearers; /* of each event (event.h) */

	struct store *store; /* NULL until a password opened it */
	struct secret password; /* of the store */
	struct secret candidate; /* a password unknown here, tried at the centre */
	json_t *who; /* the operator as the centre described them; NULL: not known */
	json_t *centre; /* installation, name, demo */

	/* The state of each module, made on DESK_MADE and freed on DESK_ENDED. */
	struct agree *agree;
	struct asks *asks;
	struct clients *clients;
	struct drive *drive;
	struct feed *feed;
	struct life *life;
	struct uplink *uplink;
	struct lists *lists;
	struct numbers *numbers;
	struct pass *pass;
	struct renewal *renewal;
	struct report *report;
	struct session *session;
	struct stock *stock;
	struct sync *sync;
	struct waiting *waiting;
};

/* The desk serves from the next turn of the loop on. */
void desk_init(struct desk *, struct loop *, const struct conf *,
	       const char *operator_name);
/* Ends the desk: closes clients, link and store. */
void desk_release(struct desk *);

#endif
