/* numbers.c -- P8: many stores take calls without the centre, are killed at any moment,
 * their clocks jump by years, blocks are asked for twice at once and answered late; every
 * number is given once, stays what it was, and every number lent is accounted for.
 *
 * Run by numbers.t: CENTRE is where the real centre is, without its user; operators of
 * three units share STORES stores, each of which keeps OPS calls.  SEED repeats the rolls,
 * not the moments of the kills.
 */
#include <errno.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/json.h"
#include "base/log.h"
#include "base/mem.h"

#include "store/lease.h"

#include "life.h"
#include "tap.h"

#define WALL	  INT64_C(1795400000000) /* 2026-11-23 */
#define YEAR	  (INT64_C(365) * 86400000)
#define LIVES_NOW 6 /* stores at work at one time */

static const char *const operators[] = { "recv", "numbers_a", "numbers_b" };

/* What a store was told is kept, as its own process wrote it down before it was killed. */
struct ack {
	struct uuid op;
	int64_t seq;
	char regno[41];
	bool whole;
};
struct shared {
	long n[512]; /* acknowledged, of each store */
	long kills, asked, raced, late;
	struct ack acks[];
};
static struct shared *shared;
static long stores = 10, each = 120;
static char dir[64];
static uint64_t roll;

static struct ack *
ack_of(long store, long i)
{
	return &shared->acks[store * (each + 1) + i];
}

static bool
chance(int one_of)
{
	return roll_next(&roll) % (uint64_t)one_of == 0;
}

/* One of the moments at which a process may end. */
static void
maybe_die(void)
{
	if (chance(150))
		raise(SIGKILL);
}

static PGconn *
dial(long store)
{
	char where[400];
	PGconn *c;

	str_format(where, sizeof where, "%s user=%s password=demo", getenv("CENTRE"),
		   operators[store % (long)ARRAY_LEN(operators)]);
	c = PQconnectdb(where);
	if (PQstatus(c) != CONNECTION_OK) {
		fprintf(stderr, "# %s", PQerrorMessage(c));
		_exit(3);
	}
	return c;
}

static void
send_ask(PGconn *c, const struct uuid *store, const struct uuid *request, int count)
{
	char id[UUID_TEXT], what[UUID_TEXT], n[12];
	const char *values[] = { id, what, n };

	uuid_text(store, id);
	uuid_text(request, what);
	str_format(n, sizeof n, "%d", count);
	if (!PQsendQueryParams(c, "select * from api.lease($1, $2, $3)", 3, NULL,
			       values, NULL, NULL, 0))
		_exit(4);
}

/* False: the centre says to ask again. */
static bool
take_answer(PGconn *c, struct lease *block)
{
	PGresult *r = PQgetResult(c);
	bool good = PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) == 1;
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);

	if (!good && !str_eq(state ? state : "", "40001")) {
		fprintf(stderr, "# %s", PQresultErrorMessage(r));
		_exit(5);
	}
	if (good) {
		memset(block, 0, sizeof *block);
		str_copy(block->unit, sizeof block->unit, PQgetvalue(r, 0, 0));
		block->first = strtoll(PQgetvalue(r, 0, 1), NULL, 10);
		block->last = strtoll(PQgetvalue(r, 0, 2), NULL, 10);
	}
	PQclear(r);
	while ((r = PQgetResult(c)))
		PQclear(r);
	return good;
}

/* Asks, sometimes twice at the same moment; both must hear the same. */
static void
ask_centre(long store, const struct uuid *id, const struct uuid *request,
	   struct lease *block)
{
	PGconn *c = dial(store), *other = chance(3) ? dial(store) : NULL;
	int count = 1 + (int)(roll_next(&roll) % 40);
	struct lease again;
	bool heard = false;

	__atomic_add_fetch(&shared->asked, 1, __ATOMIC_RELAXED);
	while (!heard) {
		send_ask(c, id, request, count);
		if (other)
			send_ask(other, id, request, count);
		heard = take_answer(c, block);
		if (other && take_answer(other, &again) && heard) {
			__atomic_add_fetch(&shared->raced, 1, __ATOMIC_RELAXED);
			if (memcmp(&again, block, sizeof again) != 0)
				_exit(6);
		}
	}
	PQfinish(c);
	PQfinish(other);
}

static void
fetch_numbers(struct store *s, long store, bool mortal)
{
	struct uuid request;
	struct lease block;
	struct err err;
	int64_t left;

	if (lease_request(s, WALL, &request, &err) != DONE)
		_exit(7);
	if (mortal)
		maybe_die();
	ask_centre(store, store_id(s), &request, &block);
	if (mortal)
		maybe_die();
	if (lease_add(s, &block, &request, &err) != DONE)
		_exit(8);
	left = leases_left(s);
	if (chance(3)) { /* the same answer once more, late */
		__atomic_add_fetch(&shared->late, 1, __ATOMIC_RELAXED);
		if (lease_add(s, &block, &request, &err) != DONE ||
		    leases_left(s) != left)
			_exit(9);
	}
}

static enum verdict
take_call(struct store *s, long store, struct err *err)
{
	/* the clock of this machine is off by up to ten years, another way each time */
	int64_t wall =
		WALL + (int64_t)(roll_next(&roll) % (uint64_t)(20 * YEAR)) - 10 * YEAR;
	struct command cmd = { .op = uuid_new(wall),
			       .ticket = uuid_new(wall),
			       .action = action_named("register"),
			       .payload = json_object() };
	struct parcel parcel = { .commands = &cmd, .n = 1, .wall = wall };
	struct kept kept;
	enum verdict v = outbox_put(s, &parcel, &kept, err);

	if (v == DONE) {
		struct ack *a = ack_of(store, shared->n[store]);

		a->op = kept.op;
		a->seq = kept.seq;
		str_copy(a->regno, sizeof a->regno, kept.regno);
		a->whole = true;
		__atomic_add_fetch(&shared->n[store], 1, __ATOMIC_SEQ_CST);
	}
	json_decref(cmd.payload);
	return v;
}

static void
place_of(long store, char out[120])
{
	str_format(out, 120, "%s/%ld", dir, store);
}

static struct store *
open_store(long store)
{
	struct store_params params = { .password = "demo",
				       .kdf_mib = 64,
				       .wall = WALL };
	struct store *s = NULL;
	char place[120];
	struct err err;

	place_of(store, place);
	if ((store_exists(place, "recv")
		     ? store_open(&s, place, "recv", "demo", &err)
		     : store_create(&s, place, "recv", &params, &err)) != DONE) {
		fprintf(stderr, "# %s\n", err.text);
		_exit(10);
	}
	return s;
}

static _Noreturn void
work(long store)
{
	struct store *s = open_store(store);
	struct err err;
	enum verdict v;

	while (shared->n[store] < each) {
		v = take_call(s, store, &err);
		if (v == LATER) {
			fetch_numbers(s, store, true);
		} else if (v != DONE) {
			fprintf(stderr, "# %s\n", err.text);
			_exit(11);
		}
		maybe_die();
		if (chance(40))
			store_tidy(s, WALL);
	}
	store_close(s);
	_exit(0);
}

/* One store's lives until it has its calls: each is ended by itself or from outside. */
static _Noreturn void
supervise(long store)
{
	long before;
	useconds_t span = 8000;
	int status;
	pid_t life;

	for (;;) {
		before = shared->n[store];
		roll_next(&roll);
		life = fork();
		if (life == 0)
			work(store);
		if (before < each - 1) {
			usleep((useconds_t)(roll_next(&roll) % span) + 1000);
			kill(life, SIGKILL);
		}
		while (waitpid(life, &status, 0) < 0 && errno == EINTR)
			;
		if (WIFEXITED(status))
			_exit(WEXITSTATUS(status));
		__atomic_add_fetch(&shared->kills, 1, __ATOMIC_RELAXED);
		if (shared->n[store] == before)
			span *= 2;
	}
}

static void
let_them_work(void)
{
	long next = 0, running = 0;
	int status;

	while (next < stores || running > 0) {
		if (next < stores && running < LIVES_NOW) {
			roll_next(&roll);
			if (fork() == 0) {
				roll ^= (uint64_t)next << 40;
				supervise(next);
			}
			next++;
			running++;
			continue;
		}
		if (wait(&status) > 0) {
			running--;
			if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
				tap_bail("a store ended with %#x", (unsigned)status);
		}
	}
}

/* ---- the account --------------------------------------------------------------------------- */

static VEC(char *) given; /* unit and serial of every number in every store */

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What is in the store against what its processes were told; returns how many it gave. */
static long
count_store(struct store *s, long store)
{
	struct operation op;
	struct ack *a;
	struct err err;
	char serial[20];
	long i, n = 0;
	int64_t seq = 0;

	for (i = 0; i < shared->n[store]; i++) {
		a = ack_of(store, i);
		if (!a->whole || outbox_find(s, &a->op, &op, &err) != DONE)
			tap_bail("store %ld: call %ld is not there", store, i);
		if (!str_eq(op.regno, a->regno) || op.seq != a->seq || a->seq <= seq)
			tap_bail("store %ld: %s became %s", store, a->regno, op.regno);
		seq = a->seq;
		operation_release(&op);
	}
	for (;;) { /* also what nobody was told of */
		struct operation all[32];
		size_t got, j;

		if (outbox_next(s, all, ARRAY_LEN(all), &got, &err) != DONE)
			tap_bail("%s", err.text);
		for (j = 0; j < got; j++, n++) {
			str_format(serial, sizeof serial, "%.9s%s", all[j].regno,
				   all[j].regno + 17);
			vec_push(&given, xstrdup(serial));
			outbox_sent(s, &all[j].op);
			operation_release(&all[j]);
		}
		if (got == 0)
			return n;
	}
}

/* Numbers the centre lent to this store. */
static long
lent(const struct store *s)
{
	PGconn *c = PQconnectdb(getenv("CENTRE_ADMIN"));
	char id[UUID_TEXT];
	const char *values[] = { id };
	PGresult *r;
	long n;

	uuid_text(store_id(s), id);
	r = PQexecParams(c,
			 "select coalesce(sum(last - first + 1), 0) from core.lease"
			 " where store = $1",
			 1, NULL, values, NULL, NULL, 0);
	if (PQresultStatus(r) != PGRES_TUPLES_OK)
		tap_bail("%s", PQerrorMessage(c));
	n = strtol(PQgetvalue(r, 0, 0), NULL, 10);
	PQclear(r);
	PQfinish(c);
	return n;
}

static void
settle_accounts(void)
{
	long i, n, told = 0, twice = 0, all = 0, owed = 0, left = 0;
	struct store *s;
	size_t k;

	for (i = 0; i < stores; i++) {
		s = open_store(i);
		fetch_numbers(s, i, false); /* what was asked for and never came */
		n = count_store(s, i);
		told += shared->n[i];
		all += n;
		left += (long)leases_left(s);
		owed += lent(s) - n - (long)leases_left(s);
		store_close(s);
	}
	qsort(given.v, given.n, sizeof *given.v, by_text);
	for (k = 1; k < given.n; k++)
		twice += strcmp(given.v[k - 1], given.v[k]) == 0;
	tap_ok(told == stores * each, "%ld calls were told a number, in %ld stores",
	       told, stores);
	tap_ok(twice == 0, "no number was given twice (%ld)", twice);
	tap_ok(true, "none became another");
	tap_ok(owed == 0, "all that was lent is given or left (%ld of %ld)", owed,
	       all + left);
	tap_ok(shared->kills > stores / 2, "%ld times a process was killed",
	       shared->kills);
	tap_note("%ld blocks asked for, %ld twice at once, %ld answers told again late",
		 shared->asked, shared->raced, shared->late);
}

static long
number(const char *name, long preset)
{
	const char *value = getenv(name);

	return value && *value ? strtol(value, NULL, 10) : preset;
}

static void
tidy_up(void)
{
	char remove[80];

	str_format(remove, sizeof remove, "rm -rf %s", dir);
	if (system(remove) != 0)
		tap_note("%s is still there", dir);
}

int
main(void)
{
	roll = (uint64_t)number("SEED", (long)time(NULL));
	stores = number("STORES", stores);
	each = number("OPS", each);
	if (!getenv("CENTRE")) {
		printf("1..0 # SKIP run by numbers.t\n");
		return 0;
	}
	if (stores > 512)
		return 2;
	tap_plan(5);
	tap_note("SEED=%llu", (unsigned long long)roll);
	log_level(LOG_ERR_);
	shared = mmap(NULL,
		      sizeof *shared +
			      (size_t)(stores * (each + 1)) * sizeof shared->acks[0],
		      PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	str_copy(dir, sizeof dir, "/tmp/gangshao-numbers-XXXXXX");
	if (shared == MAP_FAILED || !mkdtemp(dir))
		tap_bail("no place: %s", strerror(errno));
	atexit(tidy_up);
	let_them_work();
	settle_accounts();
	return 0;
}
