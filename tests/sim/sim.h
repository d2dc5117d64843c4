/* sim.h -- a small world: desks that run the real pump and the real rules of entries.c, over a
 * disk, a network, a centre and operators that are only models.  Time is a number.
 */
#ifndef SIM_H
#define SIM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/uuid.h"
#include "base/vec.h"

#include "../../src/desk/pump.h"
#include "../../src/store/entries.h"

enum { DESKS = 200, SECOND = 1000, MINUTE = 60000 };

/* ---- what is told ------------------------------------------------------------------------ */

enum base { BASE_NONE, BASE_SERVER, BASE_OP, BASE_CREATE };
enum filed { FILED_NOT, FILED_APPLIED, FILED_REFUSED, FILED_CONFLICT };

struct op {
	int intent, ticket, desk;
	int64_t order, seq;
	enum base base;
	int on; /* of the base: version, or op */
	bool bad; /* the centre refuses it */
	bool poison; /* the centre cannot digest it */
	bool spoils; /* … nor any batch it is in */
	bool withdrawn; /* the operator was told that it is */
	enum filed filed; /* the centre's ledger */
	int version; /* of the ticket, where applied */
};

struct intent {
	int desk, op; /* the one that stands for it now */
	int applied; /* operations of it that the centre applied */
};

struct last {
	int desk;
	int64_t order, seq;
};

struct matter {
	int version; /* 0: the centre does not know it */
	int acts; /* applied */
	int64_t locked; /* until */
	struct last last[4];
};

/* ---- who takes part ------------------------------------------------------------------------ */

struct flight {
	int desk, link, epoch, host;
	int refs; /* the desk's and the network's */
	enum verdict verdict;
	bool stale;
	size_t n;
	struct {
		int op;
		enum base base; /* as sent: names the operation's heir */
		int on;
		enum filed filed;
		enum verdict failed; /* where it was not filed */
	} row[];
};

/* A row of the disk, and what it was before a change that is not synced. */
struct change {
	size_t row;
	struct entry was;
};

struct desk {
	struct pump pump;
	struct entries entries;
	bool alive, sick;
	int life, timer; /* counted up, so that what belongs to an older one is known */
	int64_t armed; /* the timer's moment; 0: none */
	int link; /* of the connections, the newest */
	int64_t arrives, returns; /* requests and replies keep their order on a link */
	int64_t cut; /* the network is away until */
	bool silent; /* … and says nothing about it */
	bool denied; /* her password is refused */
	bool asked; /* … and she was told */
	int host; /* at the other end of the link */
	int64_t disk_bad; /* until */
	VEC(struct flight *) flights;
	VEC(struct entry) rows; /* the disk */
	VEC(struct change) unsynced;
	int64_t seq;
	int mine[8]; /* tickets she works on */
	int retell; /* op whose answer she has not seen; -1: none */
	int left; /* intents still to be told */
	int64_t healed; /* a sample of P4 runs since; 0: none */
};

enum happening {
	EV_TIMER,
	EV_DIALLED,
	EV_ARRIVE,
	EV_RETURN,
	EV_DEAD,
	EV_OPERATOR,
	EV_PASSWORD,
	EV_FAULT,
	EV_HEAL,
	EV_START,
	EV_REOPEN,
	EV_CENTRE,
	EV__KINDS
};

struct event {
	int64_t at, order;
	enum happening kind;
	int desk, number; /* number: which timer, link, life … */
	struct flight *flight;
};

/* A change of the centre that a failover may lose. */
struct done {
	int op;
	struct last was;
};

struct stats {
	long intents, ended[OP__MAX], acts, replays, crashes, cuts, batches, failovers;
};

struct world {
	uint64_t seed, dice;
	int64_t now, order;
	long still; /* so much has happened at this moment */
	bool over; /* faults and operators have ended, all is healed */
	VEC(struct event) heap;
	VEC(struct op) ops;
	VEC(struct intent) intents;
	VEC(struct matter) tickets;
	VEC(struct done) history;
	struct desk desks[DESKS];
	int64_t down, busy; /* the centre is, until */
	int host; /* of the primary; others only stand by */
	int epoch; /* of the centre: a failover begins another */
	long broken; /* promises */
	VEC(int64_t) waits; /* samples of P4 */
	struct stats stats;
};

/* ---- chance and time (time.c) -------------------------------------------------------------- */

uint64_t dice(struct world *);
int upto(struct world *, int n); /* 0 … n - 1 */
bool chance(struct world *, int permille);
int64_t about(struct world *, int64_t mean); /* exponential */
void later_on(struct world *, int64_t delay, struct event);
struct event next_event(struct world *);
/* Prints and counts a broken promise. */
void failed(struct world *, const char *what, int desk, int64_t detail);
struct uuid uuid_of(int number);
int number_of(const struct uuid *);

/* ---- centre.c ------------------------------------------------------------------------------ */

void centre_serve(struct world *, struct flight *);
void centre_fail_over(struct world *);

/* ---- desk.c -------------------------------------------------------------------------------- */

void desk_event(struct world *, struct desk *, enum pump_event, int n);
void desk_land(struct world *, struct flight *);
void desk_start(struct world *, struct desk *);
void desk_kill(struct world *, struct desk *);
void desk_power(struct world *, struct desk *); /* unsynced changes are gone */
void desk_link_dies(struct world *, struct desk *);
bool desk_put(struct world *, struct desk *, int op, int64_t order);
bool desk_withdraw(struct world *, struct desk *, struct entry *, struct uuid heir);
void desk_retry(struct world *, struct desk *, struct entry *, enum permit wish);
void desk_lacks(struct world *, struct desk *); /* after a failover */
void desk_release(struct desk *);
void flight_drop(struct flight *);

/* ---- world.c ------------------------------------------------------------------------------- */

/* A whole life: faults, operators, healing, the count. */
void world_live(struct world *, int intents);
/* One desk with so many operations on so many tickets, of which permille are poison, meets a
 * healthy centre: ms until the last healthy one has its verdict. */
int64_t world_drain(struct world *, int operations, int permille);
void world_release(struct world *);

#endif
