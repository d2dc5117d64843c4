/* store/lease.h -- blocks of registration numbers lent to this store by the centre.
 * A number is drawn inside outbox_put()'s transaction and never given twice.
 */
#ifndef STORE_LEASE_H
#define STORE_LEASE_H

#include <stdint.h>

#include "base/err.h"
#include "base/uuid.h"

#include "model/regno.h"

#include "store/store.h"

/* The id of the lease request to the centre: the same until lease_add() gets its answer,
 * so that a crash between request and answer loses no block; durable. */
enum verdict lease_request(struct store *, int64_t wall, struct uuid *request,
			   struct err *) MUST;
/* Takes over the block, from its first number on; durable.  The same request again is DONE
 * and changes nothing. */
enum verdict lease_add(struct store *, const struct lease *, const struct uuid *request,
		       struct err *) MUST;
/* How many numbers are left. */
int64_t leases_left(const struct store *);

#endif
